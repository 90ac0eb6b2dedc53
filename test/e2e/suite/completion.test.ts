import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, rangeOfText, revert, setText, show } from '../harness/editor.js';

describe('completion in a manifest', () => {
  let document: vscode.TextDocument;
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    editor = await show('package.json');
    document = editor.document;
  });
  afterEach(revert);

  /** What is offered behind a text of the document; other extensions offer something, too. */
  async function offered(behind: string): Promise<readonly vscode.CompletionItem[]> {
    const place = rangeOfText(document, behind).end;
    const ask = async (): Promise<readonly vscode.CompletionItem[]> => {
      const command = 'vscode.executeCompletionItemProvider';
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(command, document.uri, place);
      return items.filter(({ label }) => typeof label === 'object' && label.description !== undefined);
    };
    return eventually(ask, (items) => items.length > 0);
  }

  const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);

  const write = (line: string): Promise<void> =>
    setText(document, document.getText().replace('"dependencies": {', `"dependencies": {\n    ${line},`));

  it('offers much-used names, also where separators are forgotten', async () => {
    await write('"babelcor"');
    const [first] = await offered('"babelcor');
    assert.ok(first);
    assert.equal(labelOf(first), '@babel/core');
    assert.ok(first.insertText instanceof vscode.SnippetString);
    assert.equal(first.insertText.value, '"@babel/core": "$1"');
    assert.equal(first.command?.command, 'editor.action.triggerSuggest');
  });

  it('offers versions in the style of the line, what is flagged not first', async () => {
    await setText(document, document.getText().replace('"shop-cart": "^1.0.0"', '"shop-cart": "~"'));
    const labels = (await offered('"shop-cart": "~')).map(labelOf);
    assert.deepEqual(labels.slice(0, 3), ['~2.0.0', '^2.0.0', '2.0.0']);
    assert.ok(labels.includes('~1.0.1') && labels.includes('latest'), labels.join());
  });

  it('says of versions what speaks against them', async () => {
    await setText(document, document.getText().replace('"chalk": "5.6.1"', '"chalk": "5"'));
    const items = await offered('"chalk": "5');
    const bad = items.find((item) => labelOf(item) === '5.6.1');
    assert.ok(typeof bad?.label === 'object');
    assert.match(bad.label.description ?? '', /^malware/);
    const labels = items.map(labelOf);
    assert.ok(labels.indexOf('5.6.1') > labels.indexOf('5.6.0'));
  });
});
