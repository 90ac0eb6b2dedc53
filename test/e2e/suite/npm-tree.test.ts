import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  hovers,
  lineOf,
  problemOn,
  problems,
  problemsWhen,
  rangeOfText,
  revert,
  setText,
  show,
} from '../harness/editor.js';

describe('an npm project', () => {
  let manifest: vscode.TextDocument;
  let problem: vscode.Diagnostic;

  before(async () => {
    ({ document: manifest } = await show('package.json'));
    problem = await problemOn(manifest.uri, lineOf(manifest, 'shop-server'), 'known-vulnerability');
  });

  it('has one problem, on the line that brings in a package at risk', () => {
    assert.deepEqual(problems(manifest.uri), [problem]);
    assert.equal(manifest.getText(problem.range), '"^1.0.0"');
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    assert.match(problem.message, /^shop-server brings in shop-query 1\.0\.0, which has a known vulnerability/);
  });

  it('leads from there to the entry of the lockfile', async () => {
    const [related] = problem.relatedInformation ?? [];
    assert.ok(related);
    const lockfile = await vscode.workspace.openTextDocument(related.location.uri);
    assert.equal(lockfile.getText(related.location.range), '"node_modules/shop-query": {');
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
      ({ document: lockfile } = await show('package-lock.json'));
      const { start } = rangeOfText(lockfile, '"node_modules/shop-query": {');
      found = await problemOn(lockfile.uri, start.line, 'known-vulnerability');
    });

    it('the problem of an entry on the line of its key, and the way back to the line of the manifest', () => {
      assert.equal(lockfile.getText(found.range), '"node_modules/shop-query": {');
      const [related] = found.relatedInformation ?? [];
      assert.ok(related);
      assert.equal(related.message, 'brought in by this line: shop-server > shop-body > shop-query@1.0.0');
      assert.equal(related.location.uri.toString(), manifest.uri.toString());
      assert.equal(manifest.getText(related.location.range), '"shop-server": "^1.0.0"');
    });

    it('a hover with the way to an entry, wherever in it one points', async () => {
      const place = rangeOfText(lockfile, '"version": "1.0.0"', '"node_modules/shop-query": {').start;
      const texts = (await hovers(lockfile.uri, place.translate(0, 2))).flatMap((one) => one.texts);
      const way = 'Brought in by `package.json`: `shop-server > shop-body > shop-query@1.0.0`';
      assert.ok(
        texts.some((text) => text.includes(way)),
        texts.join('\n'),
      );
    });
  });
});
