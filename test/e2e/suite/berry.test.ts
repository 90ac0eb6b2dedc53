import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ruleDocsUrl } from '../../../server/src/model/rule-docs.js';
import { readContext } from '../harness/context.js';
import { connectControl } from '../harness/control.js';
import { eventually, problems, problemsWhen, rangeOfText, revert, ruleOf, show } from '../harness/editor.js';
import { hoverText, relatedPlaces, showProblem } from '../harness/places.js';
import { preview, quickFixAt } from '../harness/quick-fixes.js';

const API = 'packages/api/package.json';
const TOOLS = 'packages/tools/package.json';
const WEB = 'packages/web/package.json';
const RULE = 'known-vulnerability';
const VULNERABILITY =
  'shop-query 1.0.0 has a known vulnerability: A query can ask for everything (GHSA-test-quer-0001, high), fixed in 1.0.2';

describe('a yarn workspace', () => {
  let api: vscode.TextDocument;
  let problem: vscode.Diagnostic;

  before(async () => {
    ({ document: api, problem } = await showProblem(API, RULE, '"shop-server"'));
  });

  describe('has on the line of the member that brings a package in', () => {
    it('what is wrong with that package, and the way to it', () => {
      assert.equal(
        problem.message,
        `shop-server brings in ${VULNERABILITY.replace('1.0.0 has', '1.0.0, which has')} (shop-server > shop-body > shop-query@1.0.0)`,
      );
    });

    it('the range of the version, the severity of the finding, and the page of its rule', () => {
      assert.equal(api.getText(problem.range), '"^1.0.0"');
      assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
      assert.ok(typeof problem.code === 'object');
      assert.equal(problem.code.target.toString(true), ruleDocsUrl(RULE));
    });

    it('the way to the very entry of the lockfile', async () => {
      const [related, ...others] = await relatedPlaces(problem);
      assert.deepEqual(others, []);
      assert.equal(related?.message, 'locked here: shop-server > shop-body > shop-query@1.0.0');
      assert.ok(related.path.endsWith('/workspace/yarn.lock'), related.path);
      assert.equal(related.text, '"shop-query@npm:1.0.0":');
    });

    it('the count of what the line brings in, and the worst of it, in the hover', async () => {
      const text = await hoverText(api.uri, rangeOfText(api, '"shop-server"').start);
      assert.ok(text.includes('Brings in 2 packages: 1 high'), text);
      assert.ok(text.includes('`shop-server > shop-body > shop-query@1.0.0`'), text);
    });
  });

  it('has no problem on a line that leads to another member, or brings in nothing', () => {
    assert.deepEqual(problems(api.uri), [problem]);
  });

  it('counts what is brought in, in the status bar', async () => {
    const control = connectControl(readContext().controlUrl);
    const label = await eventually(control.statusLabel, (said) => said.includes('1 high'));
    assert.match(label, /Dependencies at risk: 1 high/);
  });

  it('keeps what is mild and brought in for the hover, and says that it is for development only', async () => {
    const { document: web } = await show(WEB);
    const place = rangeOfText(web, '"shop-lint"').start;
    const text = await eventually(
      () => hoverText(web.uri, place),
      (shown) => shown.includes('Brings in 1 package: 1 low'),
    );
    assert.ok(text.includes('**Low:** shop-glob 1.0.0 is deprecated'), text);
    assert.deepEqual(problems(web.uri), []);
  });

  it('overrides what a member brings in with a resolution of its root, made after it was looked at', async () => {
    const control = connectControl(readContext().controlUrl);
    const { document: root } = await show('package.json');
    const before = root.getText();
    const { document: tools, problem: found } = await showProblem(TOOLS, RULE, '"deep-api"');
    const action = await quickFixAt(tools.uri, found.range, /^Override deep-xml to 1\.0\.1 /);
    assert.match(await preview(control, action, root, 'apply'), /"deep-xml": "1\.0\.1"/);
    assert.equal(
      root.getText(),
      before.replace('"packages/*"\n  ]\n', '"packages/*"\n  ],\n  "resolutions": {\n    "deep-xml": "1.0.1"\n  }\n'),
    );
    await problemsWhen(tools.uri, (all) => !all.some((one) => ruleOf(one) === RULE));
    await show('package.json');
    await revert();
  });

  describe('has in yarn.lock', () => {
    let lockfile: vscode.TextDocument;
    let found: vscode.Diagnostic;
    const hoverOn = (text: string): Promise<string> =>
      hoverText(lockfile.uri, rangeOfText(lockfile, text).start.translate(0, 3));

    before(async () => {
      ({ document: lockfile, problem: found } = await showProblem('yarn.lock', RULE, '"shop-query@npm:1.0.0":'));
    });

    it('one problem for each package at risk, on the line of its entry', () => {
      assert.deepEqual(problems(lockfile.uri).map(ruleOf), [RULE, RULE]);
      assert.equal(lockfile.getText(found.range), '"shop-query@npm:1.0.0":');
      assert.equal(found.message, VULNERABILITY);
    });

    it('the whole case of an entry in a hover, with the way from the member that brings it in', async () => {
      const text = await hoverOn('"shop-query@npm:1.0.0":');
      assert.match(text, /^\$\(error\) \*\*High: shop-query 1\.0\.0 has a known vulnerability/);
      assert.ok(
        text.includes('Brought in by `packages/api/package.json`: `shop-server > shop-body > shop-query@1.0.0`'),
        text,
      );
      assert.ok(text.includes('(https://github.com/advisories/GHSA-test-quer-0001)'), text);
    });

    it('a hover on entries without a problem, and on those that a member names itself', async () => {
      const text = await hoverOn('"shop-fine@npm:^1.0.0":');
      assert.match(text, /(No problem|Nothing) found in shop-fine\\?@1\.1\.0/);
      assert.match(text, /Named in `packages\/(api|web)\/package\.json`/);
    });

    it('the mild problems of an entry in its hover only', async () => {
      const text = await hoverOn('"shop-glob@npm:^1.0.0":');
      assert.match(text, /^\$\(info\) \*\*Low: shop-glob 1\.0\.0 is deprecated/);
      assert.match(
        text,
        /Brought in by `packages\/web\/package\.json`: `shop-lint > shop-glob@1\.0\.0` · development only/,
      );
    });

    it('nothing on the members themselves', async () => {
      assert.equal(await hoverOn('"@shop-workspace/api@workspace:packages/api":'), '');
    });
  });
});
