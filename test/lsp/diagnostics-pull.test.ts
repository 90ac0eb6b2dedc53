import assert from 'node:assert/strict';
import type { DocumentDiagnosticReport, FullDocumentDiagnosticReport } from 'vscode-languageserver';
import { PROGRESS_INTERVAL_MS } from '../../server/src/lsp/judging.js';
import { finding } from '../support/subjects.js';
import { Editor } from './support/editor.js';

const URI = 'file:///project/package.json';
const TEXT = '{ "dependencies": { "a": "1.0.0" } }';
const BAD = { findings: [finding({ rule: 'deprecated', message: 'a is deprecated' })] };

describe('an editor that pulls diagnostics', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start();
  });
  afterEach(() => editor.dispose());

  const pull = (uri = URI, previousResultId?: string): Promise<DocumentDiagnosticReport> =>
    editor.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  const messages = async (uri = URI): Promise<unknown[]> => {
    const report = await pull(uri);
    assert.equal(report.kind, 'full');
    return (report as FullDocumentDiagnosticReport).items.map(({ message }) => message);
  };

  it('is offered diagnostics of files that depend on one another', () => {
    assert.deepEqual(editor.result.capabilities.diagnosticProvider, {
      identifier: 'packageRisk',
      interFileDependencies: true,
      workspaceDiagnostics: false,
    });
  });

  it('gets at once what is in memory, while the judging runs', async () => {
    editor.engine.known = { a: BAD };
    await editor.open(URI, TEXT);
    const judging = await editor.engine.judgings.next();
    assert.deepEqual(await messages(), ['a is deprecated']);
    assert.equal(judging.options.signal.aborted, false);
  });

  it('is asked to pull again when the judging is done, and then gets the rest', async () => {
    await editor.open(URI, TEXT);
    const judging = await editor.engine.judgings.next();
    assert.deepEqual(await messages(), []);
    editor.engine.known = { a: BAD };
    judging.finish();
    (await editor.refreshes.next()).resolve();
    assert.deepEqual(await messages(), ['a is deprecated']);
  });

  it('is asked to pull while facts arrive, but not more often than it can follow', async () => {
    await editor.open(URI, TEXT);
    const { options } = await editor.engine.judgings.next();
    await messages();
    editor.engine.known = { a: BAD };
    for (let done = 1; done <= 50; done += 1) options.onProgress?.({ done, total: 100 });
    await editor.settled();
    assert.equal(editor.refreshes.all.length, 0);
    await editor.wait(PROGRESS_INTERVAL_MS);
    assert.equal(editor.refreshes.all.length, 1);
    assert.deepEqual(await messages(), ['a is deprecated']);
    // Nothing new since: nothing to ask for.
    editor.refreshes.all[0]?.resolve();
    await editor.wait(10 * PROGRESS_INTERVAL_MS);
    assert.equal(editor.refreshes.all.length, 1);
  });

  it('is asked once for whatever happens while it still answers', async () => {
    for (const folder of ['a', 'b', 'c', 'd']) await editor.open(`file:///${folder}/package.json`, TEXT);
    await editor.settled();
    for (const judging of editor.engine.judgings.all) judging.finish();
    const first = await editor.refreshes.next();
    await editor.wait(10_000);
    assert.equal(editor.refreshes.all.length, 1);
    first.resolve();
    await editor.wait(10_000);
    assert.equal(editor.refreshes.all.length, 2);
    editor.refreshes.all[1]?.resolve();
    await editor.wait(10_000);
    assert.equal(editor.refreshes.all.length, 2);
  });

  it('hears "as before" when nothing has changed', async () => {
    editor.engine.known = { a: BAD };
    await editor.open(URI, TEXT);
    const first = (await pull()) as FullDocumentDiagnosticReport;
    assert.deepEqual(await pull(URI, first.resultId), { kind: 'unchanged', resultId: first.resultId });
    await editor.type(URI, ` ${TEXT}`);
    assert.equal((await pull(URI, first.resultId)).kind, 'full');
  });

  it('is never sent diagnostics', async () => {
    editor.engine.known = { a: BAD };
    await editor.open(URI, TEXT);
    (await editor.engine.judgings.next()).finish();
    await editor.type(URI, `${TEXT} `);
    await editor.close(URI);
    await editor.wait(10_000);
    assert.deepEqual(editor.published.all, []);
  });

  for (const uri of [
    'file:///project/node_modules/a/package.json',
    'file:///project/node_modules/.package-lock.json',
    'file:///project/node_modules/a/yarn.lock',
    'file:///project/my-package.json',
    'git:/project/package.json',
    'untitled:package.json',
  ]) {
    it(`gets none for ${uri}`, async () => {
      editor.engine.known = { a: BAD };
      await editor.open(uri, TEXT);
      assert.deepEqual(await messages(uri), []);
      assert.deepEqual(editor.engine.opened, []);
    });
  }

  it('gets one remark for a file that is too large to judge', async () => {
    await editor.open(URI, `{ "x": "${'x'.repeat(2_000_000)}" }`);
    assert.deepEqual(await messages(), ['This file is larger than 2 MB, so its dependencies are not judged.']);
    assert.deepEqual(editor.engine.opened, []);
  });

  it('keeps the good lines of a half-typed file', async () => {
    editor.engine.known = { a: BAD };
    await editor.open(URI, '{ "dependencies": { "a": "1.0.0", "b');
    assert.deepEqual(await messages(), ['a is deprecated']);
  });
});
