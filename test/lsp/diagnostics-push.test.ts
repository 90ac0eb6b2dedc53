import assert from 'node:assert/strict';
import { deferred } from '../support/deferred.js';
import { finding } from '../support/subjects.js';
import { DOES_NOT_PULL, Editor } from './support/editor.js';

const URI = 'file:///project/package.json';
const TEXT = '{ "dependencies": { "a": "1.0.0" } }';
const BAD = { findings: [finding({ rule: 'deprecated', message: 'a is deprecated' })] };

/** Can pull, but cannot be told that there is more. */
const CANNOT_REFRESH = { ...DOES_NOT_PULL, textDocument: { diagnostic: {} } };

describe('an editor that does not pull diagnostics', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start({ capabilities: DOES_NOT_PULL });
  });
  afterEach(() => editor.dispose());

  it('is offered none to pull', async () => {
    assert.equal(editor.result.capabilities.diagnosticProvider, undefined);
    const other = await Editor.start({ capabilities: CANNOT_REFRESH });
    assert.equal(other.result.capabilities.diagnosticProvider, undefined);
    other.dispose();
  });

  it('is sent what is in memory at once, and the rest when it is there', async () => {
    await editor.open(URI, TEXT);
    assert.deepEqual(await editor.published.next(), { uri: URI, version: 1, diagnostics: [] });
    editor.engine.known = { a: BAD };
    (await editor.engine.judgings.next()).finish();
    await editor.wait(1000);
    const { version, diagnostics } = await editor.published.next();
    assert.equal(version, 1);
    assert.deepEqual(
      diagnostics.map(({ message }) => message),
      ['a is deprecated'],
    );
    assert.equal(editor.refreshes.all.length, 0);
  });

  it('is sent those of the text as it is now, for its version', async () => {
    editor.engine.known = { b: BAD };
    await editor.open(URI, TEXT);
    await editor.published.next();
    await editor.type(URI, '{ "dependencies": { "b": "1.0.0" } }');
    await editor.wait(1000);
    const { version, diagnostics } = await editor.published.next();
    assert.deepEqual({ version, count: diagnostics.length }, { version: 2, count: 1 });
  });

  it('sees them go when the document is closed', async () => {
    editor.engine.known = { a: BAD };
    await editor.open(URI, TEXT);
    assert.equal((await editor.published.next()).diagnostics.length, 1);
    await editor.close(URI);
    assert.deepEqual(await editor.published.next(), { uri: URI, diagnostics: [] });
    await editor.wait(10_000);
    assert.equal(editor.published.all.length, 2);
  });

  it('is sent nothing for a document that was closed before its diagnostics were there', async () => {
    const settings = deferred<readonly unknown[]>();
    editor.connection.onRequest('workspace/configuration', () => settings.promise);
    editor.engine.known = { a: BAD };
    await editor.open(URI, TEXT);
    await editor.close(URI);
    assert.deepEqual(await editor.published.next(), { uri: URI, diagnostics: [] });
    settings.resolve([{}]);
    await editor.wait(10_000);
    assert.equal(editor.published.all.length, 1);
  });
});
