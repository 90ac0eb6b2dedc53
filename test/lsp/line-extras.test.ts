import assert from 'node:assert/strict';
import type { DocumentLink, InlayHint } from 'vscode-languageserver';
import { ok } from '../../server/src/model/index.js';
import { facts, NOW, packument } from '../support/subjects.js';
import { Editor } from './support/editor.js';

const URI = 'file:///project/package.json';
const TEXT = '{ "dependencies": { "lodash": "^1.0.0" } }';

describe('what stands beside the lines', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start();
    const known = packument({ name: 'lodash', publicRegistry: true });
    editor.engine.known = { lodash: { facts: facts({ packument: ok(known, NOW) }) } };
  });
  afterEach(() => editor.dispose());

  const links = async (): Promise<readonly DocumentLink[]> => {
    await editor.open(URI, TEXT);
    return await editor.connection.sendRequest('textDocument/documentLink', { textDocument: { uri: URI } });
  };
  const hints = async (): Promise<readonly InlayHint[]> => {
    await editor.open(URI, TEXT);
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    return await editor.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri: URI }, range });
  };

  it('is a link from each name, for those who want it', async () => {
    editor.settings = { '': { documentLinks: { enable: true } } };
    const [link, ...others] = await links();
    assert.deepEqual(others, []);
    assert.equal(link?.target, 'https://www.npmjs.com/package/lodash/v/1.0.0');
    assert.deepEqual(link.range.start, { line: 0, character: TEXT.indexOf('lodash') });
  });

  it('is no link unless somebody wants it, as it underlines the name', async () => {
    assert.deepEqual(await links(), []);
  });

  it('is no hint of the version, unless somebody wants it', async () => {
    assert.deepEqual(await hints(), []);
  });
});
