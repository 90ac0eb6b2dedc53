import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ruleDocsUrl } from '../../../server/src/model/rule-docs.js';
import { readContext } from '../harness/context.js';
import { connectControl } from '../harness/control.js';
import {
  lineOf,
  problemOn,
  problems,
  problemsWhen,
  rangeOfText,
  revert,
  ruleOf,
  setText,
  show,
} from '../harness/editor.js';
import { relatedPlaces } from '../harness/places.js';

const { Error: ERROR, Warning: WARNING, Information: INFORMATION } = vscode.DiagnosticSeverity;

/** For each line with a problem: its rule, how severe, and which text is underlined. */
const EXPECTED = [
  ['chalk', 'known-malware', ERROR, '"5.6.1"'],
  ['lodahs', 'typosquat', ERROR, '"lodahs"'],
  ['shop-any', 'unpinned-specifier', INFORMATION, '"*"'],
  ['shop-cart', 'known-vulnerability', ERROR, '"^1.0.0"'],
  ['shop-forms', 'deprecated', INFORMATION, '"^1.0.0"'],
  ['shop-git', 'remote-source', WARNING, '"github:shop-owner/shop-git"'],
  ['shop-held', 'security-holding-package', ERROR, '"shop-held"'],
  ['shop-images', 'install-script', INFORMATION, '"1.0.0"'],
  ['shop-insecure', 'insecure-transport', ERROR, '"http://registry.npm.example/shop-insecure-1.0.0.tgz"'],
  ['shop-locked', 'lockfile-mismatch', INFORMATION, '"^2.0.0"'],
  ['shop-lost', 'version-not-found', WARNING, '"^9.0.0"'],
  ['shop-newborn', 'new-package', WARNING, '"shop-newborn"'],
  ['shop-nobodys', 'package-not-found', ERROR, '"shop-nobodys"'],
  ['shop-today', 'recent-release', WARNING, '"1.0.1"'],
] as const;

describe('problems in package.json', () => {
  let document: vscode.TextDocument;
  const found = (name: string): vscode.Diagnostic | undefined =>
    problems(document.uri).find(({ range }) => range.start.line === lineOf(document, name));

  before(async () => {
    ({ document } = await show('package.json'));
    // On a busy machine a line can show first what is known without asking anybody.
    await problemsWhen(document.uri, (all) =>
      EXPECTED.every(([name, rule]) =>
        all.some((one) => one.range.start.line === lineOf(document, name) && ruleOf(one) === rule),
      ),
    );
  });

  it('stand on the lines of dependencies at risk, and nowhere else', () => {
    const lines = problems(document.uri).map(
      ({ range }) => document.lineAt(range.start.line).text.trim().split('"')[1],
    );
    assert.deepEqual(
      lines,
      EXPECTED.map(([name]) => name),
    );
  });

  for (const [name, rule, severity, underlined] of EXPECTED) {
    it(`say ${rule} of ${name}, as severely as that is, under what is at fault`, () => {
      const problem = found(name);
      assert.ok(problem);
      assert.equal(ruleOf(problem), rule);
      assert.equal(problem.severity, severity);
      assert.equal(document.getText(problem.range), underlined);
      assert.match(problem.message, new RegExp(name));
    });
  }

  it('link each rule to its page', () => {
    for (const { code } of problems(document.uri)) {
      assert.ok(typeof code === 'object');
      assert.equal(code.target.toString(true), ruleDocsUrl(String(code.value)));
    }
  });

  it('strike through what is deprecated, and only that', () => {
    const struck = problems(document.uri).filter(({ tags }) => tags?.includes(vscode.DiagnosticTag.Deprecated));
    assert.deepEqual(struck.map(ruleOf), ['deprecated']);
  });

  it('point at the entry of the lockfile that decides the version', async () => {
    const problem = found('shop-cart');
    assert.ok(problem);
    const [related] = await relatedPlaces(problem);
    assert.equal(related?.message, 'locked here as 1.0.0');
    assert.match(related.text, /^"node_modules\/shop-cart"/);
  });

  it('say nothing to OSV of names whose registry is not the public one', async () => {
    const control = connectControl(readContext().controlUrl);
    assert.deepEqual(await control.requests('osv'), []);
    assert.ok((await control.requests('registry')).some(({ path }) => path === '/shop-cart'));
  });

  describe('while one types', () => {
    afterEach(revert);

    it('go when the version is changed to one without the problem', async () => {
      const text = document.getText();
      await setText(document, text.replace('"shop-images": "1.0.0"', '"shop-images": "file:../images"'));
      await problemsWhen(document.uri, () => found('shop-images') === undefined);
    });

    it('come with a line that is added, before anything is saved or installed', async () => {
      const text = document.getText();
      await setText(
        document,
        text.replace('"shop-fine": "^1.0.0"', '"shop-fine": "^1.0.0",\n    "shop-nowhere": "1.0.0"'),
      );
      await problemOn(document.uri, lineOf(document, 'shop-nowhere'), 'package-not-found');
      assert.ok(document.isDirty);
    });

    it('move with their lines', async () => {
      await setText(document, document.getText().replace('"private": true,', '"private": true,\n\n\n'));
      const moved = rangeOfText(document, '"^1.0.0"', '"shop-cart": ');
      await problemsWhen(document.uri, () => found('shop-cart')?.range.isEqual(moved) === true);
    });

    it('stay on the good lines while another line is half typed', async () => {
      const names = EXPECTED.map(([name]) => name);
      const half = document.getText().replace('"shop-fine": "^1.0.0",', '"shop-fine": "^1.');
      // The line above tells the new answer from the old one.
      await setText(document, half.replace('"private": true,', '"private": true,\n'));
      const moved = rangeOfText(document, '"^1.0.0"', '"shop-cart": ');
      await problemsWhen(document.uri, () => found('shop-cart')?.range.isEqual(moved) === true);
      assert.deepEqual(
        names.filter((name) => found(name) === undefined),
        [],
      );
    });

    it('are gone with the dependencies, and back with them', async () => {
      await setText(document, '{}');
      await problemsWhen(document.uri, (all) => all.length === 0);
      await revert();
      await problemsWhen(document.uri, (all) => all.length === EXPECTED.length);
    });
  });
});
