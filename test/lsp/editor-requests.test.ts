import assert from 'node:assert/strict';
import { LSPErrorCodes, type CodeAction, type Hover } from 'vscode-languageserver';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { Remedy } from '../../server/src/model/index.js';
import { EVIDENCE_REQUEST, type EvidenceResult } from '../../server/src/protocol/messages.js';
import { deferred } from '../support/deferred.js';
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
const UPGRADE: Remedy = { kind: 'upgrade', title: 'Upgrade', rules: ['deprecated'], changes: [], preferred: true };
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

  describe('for code actions', () => {
    const ask = (range = LINE_OF_A, only?: string[]): Promise<CodeAction[]> =>
      editor.connection.sendRequest('textDocument/codeAction', {
        ...{ textDocument: { uri: URI }, range, context: { diagnostics: [], only } },
      });

    it('gets the edits for the version that was judged', async () => {
      editor.engine.offer = () => Promise.resolve([UPGRADE]);
      editor.engine.edits = [{ span: { start: 31, end: 38 }, newText: '"2.0.0"' }];
      const [action, ...others] = await ask();
      assert.deepEqual(others, []);
      assert.deepEqual(action?.edit?.documentChanges, [
        {
          textDocument: { uri: URI, version: 1 },
          edits: [{ range: { start: { line: 2, character: 9 }, end: { line: 2, character: 16 } }, newText: '"2.0.0"' }],
        },
      ]);
    });

    it('gets none when the text has changed while versions were looked up', async () => {
      const looking = deferred<null>();
      const answer = deferred<readonly Remedy[]>();
      editor.engine.offer = () => {
        looking.resolve(null);
        return answer.promise;
      };
      editor.engine.edits = [{ span: { start: 31, end: 38 }, newText: '"2.0.0"' }];
      const asked = ask();
      await looking.promise;
      await editor.type(URI, TEXT.replace('"a"', '"another"'));
      await editor.settled();
      answer.resolve([UPGRADE]);
      assert.deepEqual(await asked, []);
    });

    it('gets the edits of other files along, as long as these are what they were', async () => {
      const yaml = 'file:///project/pnpm-workspace.yaml';
      editor.engine.offer = () => Promise.resolve([UPGRADE]);
      const edits = [{ span: { start: 0, end: 0 }, newText: 'x' }];
      editor.engine.editsElsewhere = [{ file: '/project/pnpm-workspace.yaml', before: 'a: 1\n', edits }];
      const at = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      const change = (version: number | null): unknown => [
        { textDocument: { uri: yaml, version }, edits: [{ range: at, newText: 'x' }] },
      ];
      assert.deepEqual((await ask())[0]?.edit?.documentChanges, change(null));
      await editor.open(yaml, 'a: 1\n');
      assert.deepEqual((await ask())[0]?.edit?.documentChanges, change(1));
      await editor.type(yaml, 'a: 2\n');
      assert.deepEqual(await ask(), []);
    });

    it('gets none of those whose edits no longer fit', async () => {
      editor.engine.offer = () => Promise.resolve([UPGRADE]);
      editor.engine.edits = undefined;
      assert.deepEqual(await ask(), []);
    });

    it('looks up fixes only for lines with findings, and only where quick fixes are wanted', async () => {
      const asked: string[] = [];
      editor.engine.offer = ({ subject }) => {
        asked.push(subject.name);
        return Promise.resolve([]);
      };
      await ask({ start: { line: 0, character: 0 }, end: { line: 5, character: 1 } });
      await ask(LINE_OF_A, ['source.organizeImports']);
      await ask({ start: { line: 3, character: 6 }, end: { line: 3, character: 6 } });
      assert.deepEqual(asked, ['a']);
    });

    it('stops looking when the editor no longer wants an answer', async () => {
      const looking = deferred<AbortSignal>();
      editor.engine.offer = (_subject, signal) => {
        looking.resolve(signal);
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
      };
      const source = new CancellationTokenSource();
      const params = { textDocument: { uri: URI }, range: LINE_OF_A, context: { diagnostics: [] } };
      const asked = editor.connection.sendRequest('textDocument/codeAction', params, source.token);
      await looking.promise;
      source.cancel();
      await assert.rejects(asked, { code: LSPErrorCodes.RequestCancelled });
      assert.deepEqual(editor.log.all, []);
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
