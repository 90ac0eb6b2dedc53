import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { problems, problemsWhen, rangeOfText, revert, setText } from '../harness/editor.js';
import { hoverText, relatedPlaces, showProblem } from '../harness/places.js';

const RULE = 'known-vulnerability';

describe('an npm project', () => {
  let manifest: vscode.TextDocument;
  let problem: vscode.Diagnostic;

  before(async () => {
    ({ document: manifest, problem } = await showProblem('package.json', RULE, '"shop-server"'));
  });

  it('has one problem, on the line that brings in a package at risk', () => {
    assert.deepEqual(problems(manifest.uri), [problem]);
    assert.equal(manifest.getText(problem.range), '"^1.0.0"');
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    assert.match(problem.message, /^shop-server brings in shop-query 1\.0\.0, which has a known vulnerability/);
  });

  it('leads from there to the entry of the lockfile', async () => {
    assert.equal((await relatedPlaces(problem))[0]?.text, '"node_modules/shop-query": {');
  });

  it('loses the problem as soon as the line asks for what the lockfile does not hold, and has it back with the line', async () => {
    const text = manifest.getText();
    await setText(manifest, text.replace('"shop-server": "^1.0.0"', '"shop-server": "^1.0.1"'));
    const isBroughtIn = ({ message }: vscode.Diagnostic): boolean => message.includes('brings in');
    await problemsWhen(manifest.uri, (all) => !all.some(isBroughtIn));
    await revert();
    await problemsWhen(manifest.uri, (all) => all.some(isBroughtIn));
  });

  describe('has in its open package-lock.json', () => {
    let lockfile: vscode.TextDocument;
    let found: vscode.Diagnostic;

    before(async () => {
      const shown = await showProblem('package-lock.json', RULE, '"node_modules/shop-query": {');
      ({ document: lockfile, problem: found } = shown);
    });

    it('the problem of an entry on the line of its key, and the way back to the line of the manifest', async () => {
      assert.equal(lockfile.getText(found.range), '"node_modules/shop-query": {');
      assert.deepEqual((await relatedPlaces(found))[0], {
        message: 'brought in by this line: shop-server > shop-body > shop-query@1.0.0',
        path: manifest.uri.path,
        text: '"shop-server": "^1.0.0"',
      });
    });

    it('a hover with the way to an entry, wherever in it one points', async () => {
      const place = rangeOfText(lockfile, '"version": "1.0.0"', '"node_modules/shop-query": {').start;
      const text = await hoverText(lockfile.uri, place.translate(0, 2));
      assert.ok(text.includes('Brought in by `package.json`: `shop-server > shop-body > shop-query@1.0.0`'), text);
    });
  });
});
