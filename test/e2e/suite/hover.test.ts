import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ruleDocsUrl } from '../../../server/src/model/rule-docs.js';
import { eventually, hovers, problemsWhen, rangeOfText, ruleOf, show } from '../harness/editor.js';

describe('the hover over a dependency', () => {
  let document: vscode.TextDocument;

  /** Our part: the editor's own support for JSON and npm may say something, too. */
  async function hover(name: string): Promise<readonly string[]> {
    const { start } = rangeOfText(document, `"${name}"`);
    const whole = rangeOfText(document, lineOfText(name));
    const all = await hovers(document.uri, start.translate(0, 2));
    return all.filter(({ range }) => range?.isEqual(whole)).flatMap(({ texts }) => texts);
  }

  /** `"name": "specifier"` without the comma. */
  function lineOfText(name: string): string {
    return document
      .lineAt(rangeOfText(document, `"${name}"`).start.line)
      .text.trim()
      .replace(/,$/, '');
  }

  before(async () => {
    ({ document } = await show('package.json'));
    await problemsWhen(document.uri, (all) => all.some((one) => ruleOf(one) === 'recent-release'));
  });

  it('is one text, over the whole line of the dependency', async () => {
    assert.equal((await hover('shop-cart')).length, 1);
  });

  it('begins with the level and the reason', async () => {
    const [text = ''] = await hover('shop-cart');
    assert.match(
      text,
      /^\$\(error\) \*\*High: shop-cart 1\.0\.0 has a known vulnerability: Prices can be changed by the customer/,
    );
  });

  it('says what was declared, what is judged and why, and what is the latest', async () => {
    const [text = ''] = await hover('shop-cart');
    assert.match(text, /Declared `\^1\.0\.0` → judged `1\.0\.0` \(from the lockfile\) → latest `2\.0\.0`/);
  });

  it('says when it was published and whether anything runs at install', async () => {
    const [text = ''] = await hover('shop-cart');
    assert.match(text, /Published .* ago \(2020-01-01\)/);
    assert.match(text, /No install scripts/);
    const [images = ''] = await hover('shop-images');
    assert.match(images, /Runs at install `postinstall`: `node build\.js`/);
  });

  it('names the advisory and links to it, and to the page of the rule', async () => {
    const [text = ''] = await hover('shop-cart');
    assert.ok(text.includes('(https://github.com/advisories/GHSA-test-cart-0001)'), text);
    assert.ok(text.includes(`(${ruleDocsUrl('known-vulnerability')})`), text);
  });

  it('says what was not checked', async () => {
    const [text = ''] = await hover('shop-cart');
    assert.match(text, /\$\(question\) Not fully checked: .*OSV/);
  });

  it('is short, and opens the whole case as a rendered document that says why', async () => {
    const [text = ''] = await hover('shop-cart');
    assert.ok(text.split('\n').filter((line) => line !== '').length <= 12, text);
    const [, argument = ''] = /\[Whole case\]\(command:packageRisk\.openCase\?([^)]+)\)/.exec(text) ?? [];
    const [params] = JSON.parse(decodeURIComponent(argument)) as readonly { readonly id: string }[];
    assert.ok(params);
    await vscode.commands.executeCommand('packageRisk.openCase', params);
    const tab = await eventually(
      () =>
        vscode.window.tabGroups.all
          .flatMap(({ tabs }) => tabs)
          .find(({ input }) => input instanceof vscode.TabInputWebview),
      (shown) => shown !== undefined,
    );
    assert.match(tab?.label ?? '', /shop-cart@1\.0\.0/);
    const uri = vscode.Uri.from({ scheme: 'package-risk-case', path: `/case/${params.id}/shop-cart.md` });
    const whole = await vscode.workspace.openTextDocument(uri);
    assert.match(whole.getText(), /^# shop-cart[^]*- Not checked: OSV .*whose names are not sent to OSV/);
    assert.ok(tab);
    await vscode.window.tabGroups.close(tab);
  });

  it('is there for dependencies without a problem', async () => {
    const [text = ''] = await hover('shop-fine');
    assert.match(text, /^\$\((pass|question)\) \*\*(No problem|Nothing) found in shop-fine\\?@1\.0\.0/);
  });

  it('shows hostile names and versions as text, never as markup', async () => {
    const [text = ''] = await hover('shop-git');
    assert.doesNotMatch(text, /<[a-z]|\]\(command:(?!packageRisk\.openCase)/i);
  });

  it('is not there outside of dependencies', async () => {
    assert.deepEqual(await hover('private'), []);
  });
});
