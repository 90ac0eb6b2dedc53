import assert from 'node:assert/strict';
import type { Hover } from 'vscode-languageserver';
import { EVIDENCE_REQUEST, type EvidenceResult } from '../../server/src/protocol/messages.js';
import { finding } from '../support/subjects.js';
import { DOES_NOT_PULL, Editor } from './support/editor.js';

const URI = 'file:///project/package.json';
const TEXT = `{
  "dependencies": {
    "a": "1.0.0",
    "b": "1.0.0"
  }
}`;
const BAD = { findings: [finding({ rule: 'deprecated', message: 'this one is deprecated' })] };
const LINE_OF_A = { start: { line: 2, character: 6 }, end: { line: 2, character: 6 } };

describe('a request of the editor', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start();
    editor.engine.known = { a: BAD };
    await editor.open(URI, TEXT);
  });
  afterEach(() => editor.dispose());

  const hoverParams = { textDocument: { uri: URI }, position: LINE_OF_A.start };
  const hover = (from = editor): Promise<Hover | null> =>
    from.connection.sendRequest('textDocument/hover', hoverParams);

  describe('for a hover', () => {
    it('gets the case in Markdown', async () => {
      const found = await hover();
      assert.ok(
        JSON.stringify(found?.contents).startsWith('{"kind":"markdown","value":"**Medium: this one is deprecated**'),
      );
      assert.deepEqual(found?.range, { start: { line: 2, character: 4 }, end: { line: 2, character: 16 } });
    });

    it('gets plain text where the editor shows no Markdown', async () => {
      const plain = await Editor.start({ capabilities: DOES_NOT_PULL });
      await plain.open(URI, TEXT);
      const found = await hover(plain);
      assert.ok(JSON.stringify(found?.contents).startsWith('{"kind":"plaintext","value":"Package: a@1.0.0'));
      plain.dispose();
    });

    it('gets nothing beside a dependency', async () => {
      const params = { ...hoverParams, position: { line: 0, character: 0 } };
      assert.equal(await editor.connection.sendRequest('textDocument/hover', params), null);
    });
  });

  describe('for evidence', () => {
    const evidence = (line: number, purpose = 'copy'): Promise<EvidenceResult> =>
      editor.connection.sendRequest(EVIDENCE_REQUEST, { uri: URI, line, purpose });

    it('gets the case of the dependency in that line', async () => {
      assert.match((await evidence(2)).text ?? '', /^Package: a@1\.0\.0\nLevel: medium/);
      assert.match((await evidence(3)).text ?? '', /^Package: b@1\.0\.0\nLevel: none/);
      assert.match(
        (await evidence(2, 'report')).text ?? '',
        /^False positive report\nPackage Risk 0\.1\.0, 2026-11-22\n/,
      );
    });

    it('gets nothing for a line without one', async () => {
      assert.deepEqual(await evidence(1), {});
      assert.deepEqual(await evidence(99), {});
    });
  });

  it('gets an empty answer, and the log the reason, when something breaks', async () => {
    await editor.engine.judgings.next();
    editor.engine.openTextFails = new Error('broken disk');
    await editor.type(URI, `${TEXT} `);
    assert.equal(await hover(), null);
    assert.match(await editor.log.next(), /hover: Error: broken disk/);
    const range = LINE_OF_A;
    const params = { textDocument: { uri: URI }, range, context: { diagnostics: [] } };
    assert.deepEqual(await editor.connection.sendRequest('textDocument/codeAction', params), []);
    const report = await editor.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: URI } });
    assert.deepEqual(report, { kind: 'full', items: [] });
    editor.engine.openTextFails = undefined;
    assert.notEqual(await hover(), null);
  });
});
