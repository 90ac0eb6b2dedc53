import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../server/src/protocol/messages.js';
import {
  eventually,
  hovers,
  problems,
  problemsWhen,
  rangeOfText,
  revert,
  ruleOf,
  setText,
  show,
} from '../harness/editor.js';
import { choose, quickFixesAt } from '../harness/quick-fixes.js';

/** The text under a problem. */
function wordAt(document: vscode.TextDocument, { range }: vscode.Diagnostic): string {
  return document.getText(range);
}

async function hoverText(document: vscode.TextDocument, word: string): Promise<string> {
  const { start } = rangeOfText(document, word);
  const all = await hovers(document.uri, start.translate(0, 1));
  return all.flatMap(({ texts }) => texts).join('\n');
}

describe('packages that are imported', () => {
  let document: vscode.TextDocument;

  before(async () => {
    ({ document } = await show('src/app.js'));
    await problemsWhen(document.uri, (all) => all.length > 0);
  });

  it('are a problem where no package.json declares them and the name is a slip, and nowhere else', () => {
    const found = problems(document.uri);
    assert.deepEqual(
      found.map((one) => [ruleOf(one), wordAt(document, one)]),
      [['typosquat', 'lodahs']],
    );
    assert.match(found[0]?.message ?? '', /lodahs looks like the much-used lodash/);
    assert.match(found[0]?.message ?? '', /no package\.json declares it/);
  });

  it('have the case of the line that declares them', async () => {
    const text = await eventually(
      () => hoverText(document, 'shop-cart'),
      (one) => one.includes('judged'),
    );
    assert.match(text, /Declared `\^1\.0\.0` → judged `1\.0\.1`/);
    assert.doesNotMatch(text, /Not declared/);
  });

  it('say that nothing declares them', async () => {
    assert.match(await hoverText(document, 'shop-fine'), /Not declared in `package\.json`/);
  });

  it('are replaced by what was meant', async () => {
    const place = rangeOfText(document, 'lodahs');
    const fixes = await quickFixesAt(document.uri, place);
    const fix = fixes.find(({ title }) => title.startsWith('Replace lodahs with lodash'));
    assert.ok(fix, fixes.map(({ title }) => title).join('\n'));
    await choose(fix);
    assert.match(document.getText(), /from 'lodash\/chunk'/);
    await problemsWhen(document.uri, (all) => all.length === 0);
    await show('src/app.js');
    await revert();
  });

  it('are asked about once the user allows it, and are added in a version that is safe', async () => {
    await vscode.commands.executeCommand(COMMANDS.askAboutImports);
    const place = rangeOfText(document, 'shop-fine');
    const fixes = await eventually(
      () => quickFixesAt(document.uri, place),
      (all) => all.some(({ title }) => title.startsWith('Add shop-fine to dependencies')),
    );
    const fix = fixes.find(({ title }) => title.startsWith('Add shop-fine to dependencies'));
    assert.ok(fix);
    await choose(fix);
    const { document: manifest } = await show('package.json');
    assert.match(manifest.getText(), /"shop-cart": "\^1\.0\.0",\n {4}"shop-fine": "\^1\.1\.0",\n {4}"shop-lost"/);
    await revert();
  });

  it('are looked at while they are written only once the hand rests', async () => {
    await show('src/app.js');
    await setText(document, `import 'shop-cart';\nimport 'recat';\n`);
    const found = await problemsWhen(document.uri, (all) => all.some((one) => wordAt(document, one) === 'recat'));
    assert.equal(found.length, 1);
    await revert();
  });
});

describe('packages that pages import', () => {
  for (const file of ['src/Cart.vue', 'src/Till.svelte']) {
    it(`are a problem in the script of ${file}, and nowhere else in it`, async () => {
      const { document } = await show(file);
      const found = await problemsWhen(document.uri, (all) => all.length > 0);
      assert.deepEqual(
        found.map((one) => [ruleOf(one), wordAt(document, one)]),
        [['typosquat', 'lodahs']],
      );
      assert.match(await hoverText(document, 'lodahs'), /lodahs looks like the much-used lodash/);
    });
  }

  it('have the case of the line that declares them', async () => {
    const { document } = await show('src/Cart.vue');
    assert.match(await hoverText(document, 'shop-cart'), /Declared `\^1\.0\.0` → judged `1\.0\.1`/);
  });

  it('are a problem where a page loads them from a delivery network', async () => {
    const { document } = await show('public/index.html');
    const found = await problemsWhen(document.uri, (all) => all.length > 0);
    assert.deepEqual(
      found.map((one) => [ruleOf(one), wordAt(document, one)]),
      [['known-malware', 'chalk@5.6.1']],
    );
    assert.match(await hoverText(document, 'chalk@5.6.1'), /Critical/);
    assert.match(await hoverText(document, 'shop-cart@1.0.1'), /shop-cart/);
  });
});

describe('packages that commands name', () => {
  it('are a problem where they are at risk', async () => {
    const { document } = await show('README.md');
    const found = await problemsWhen(document.uri, (all) => all.length > 0);
    assert.deepEqual(
      found.map((one) => [ruleOf(one), wordAt(document, one)]),
      [['known-malware', 'chalk@5.6.1']],
    );
    assert.match(await hoverText(document, 'chalk@5.6.1'), /Critical/);
    assert.match(await hoverText(document, 'shop-cart'), /shop-cart/);
  });
});
