import assert from 'node:assert/strict';
import { FileChangeType } from 'vscode-languageserver';
import {
  ACCEPT_REQUEST,
  CASE_REQUEST,
  COMMAND_REQUEST,
  EVIDENCE_REQUEST,
  SAFE_FIXES_REQUEST,
  SOURCE_REQUEST,
} from '../../server/src/protocol/messages.js';
import { MANIFESTS_NOTIFICATION, RISKS_REQUEST, UNDO_REQUEST } from '../../server/src/protocol/risk-view.js';
import { Editor } from './support/editor.js';

const TEXT = '{ "dependencies": { "a": "1.0.0" } }';

/** Repositories that are nowhere on the disk, and what else an editor has open. */
const ADDRESSES = [
  'vscode-vfs://github/owner/repository/package.json',
  'vscode-vfs://github/owner/repository/package-lock.json',
  'vscode-test-web://mount/package.json',
  'vscode-notebook-cell:/project/notes.ipynb#W0sZmlsZQ%3D%3D',
  'git:/project/package.json?%7B%22ref%22%3A%22HEAD%22%7D',
  'untitled:package.json',
  'untitled:Untitled-1',
];

describe('a document that is not on the disk', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start();
  });
  afterEach(() => editor.dispose());

  for (const uri of ADDRESSES) {
    it(`such as ${uri} is not judged, and nothing fails for it`, async () => {
      await editor.open(uri, TEXT);
      await editor.type(uri, `${TEXT} `);
      await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri, type: FileChangeType.Deleted }],
      });
      await editor.connection.sendNotification(MANIFESTS_NOTIFICATION, { uris: [uri] });
      await editor.wait(10_000);
      for (const { method, params, answer } of requestsFor(uri)) {
        const answered: unknown = await editor.connection.sendRequest(method, params);
        assert.deepEqual(answered, answer, method);
      }
      assert.deepEqual(await editor.connection.sendRequest(RISKS_REQUEST), { projects: [] });
      for (const method of [ACCEPT_REQUEST, CASE_REQUEST, SAFE_FIXES_REQUEST, SOURCE_REQUEST, UNDO_REQUEST]) {
        await editor.connection.sendRequest(method, { uri, id: uri, name: 'a', package: 'a', rule: 'r' });
      }
      await editor.close(uri);
      await editor.settled();
      assert.deepEqual(editor.engine.opened, []);
      assert.deepEqual(editor.log.all, []);
    });
  }
});

function requestsFor(
  uri: string,
): readonly { readonly method: string; readonly params: unknown; readonly answer: unknown }[] {
  const textDocument = { uri };
  const position = { line: 0, character: 22 };
  const range = { start: position, end: position };
  const at = { textDocument, position };
  return [
    { method: 'textDocument/hover', params: at, answer: null },
    { method: 'textDocument/completion', params: at, answer: { isIncomplete: false, items: [] } },
    { method: 'textDocument/codeAction', params: { textDocument, range, context: { diagnostics: [] } }, answer: [] },
    { method: 'textDocument/codeLens', params: { textDocument }, answer: [] },
    { method: 'textDocument/inlayHint', params: { textDocument, range }, answer: [] },
    { method: 'textDocument/documentLink', params: { textDocument }, answer: [] },
    { method: COMMAND_REQUEST, params: { command: 'npm i a', folder: uri }, answer: { malware: [] } },
    { method: EVIDENCE_REQUEST, params: { uri, line: 0, purpose: 'copy' }, answer: {} },
  ];
}
