import assert from 'node:assert/strict';
import { SHOW_AFTER_MS } from '../../server/src/lsp/long-work.js';
import { DOES_NOT_PULL, Editor } from './support/editor.js';

const URI = 'file:///project/package.json';
const TEXT = '{ "dependencies": { "a": "1.0.0" } }';

describe('long work', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start();
    await editor.open(URI, TEXT);
  });
  afterEach(() => editor.dispose());

  it('shows as progress of the editor until it ends', async () => {
    const judging = await editor.engine.judgings.next();
    await editor.wait(SHOW_AFTER_MS);
    assert.deepEqual((await editor.progress.next()).value, {
      ...{ kind: 'begin', title: 'Checking dependencies', percentage: 0, cancellable: true },
    });
    judging.options.onProgress?.({ done: 10, total: 40 });
    assert.deepEqual((await editor.progress.next()).value, {
      ...{ kind: 'report', percentage: 25, message: '10 of 40 answers' },
    });
    judging.finish();
    assert.deepEqual((await editor.progress.next()).value, { kind: 'end' });
  });

  it('names the package whose files are looked into, each once', async () => {
    const judging = await editor.engine.judgings.next();
    await editor.wait(SHOW_AFTER_MS);
    await editor.progress.next();
    const analysing = { done: 2, total: 12, package: 'left-\u200bpad' };
    judging.options.onProgress?.({ done: 300, total: 1000, analysing });
    judging.options.onProgress?.({ done: 300, total: 1000, analysing });
    judging.options.onProgress?.({ done: 301, total: 1000, analysing: { ...analysing, done: 3, package: 'other' } });
    const messages = [await editor.progress.next(), await editor.progress.next()].map(
      ({ value }) => (value as { readonly message?: string }).message,
    );
    assert.deepEqual(messages, ['Analysing 3 of 12: left-<U+200B>pad', 'Analysing 4 of 12: other']);
    judging.finish();
    assert.deepEqual((await editor.progress.next()).value, { kind: 'end' });
  });

  it('that is short shows nothing', async () => {
    const judging = await editor.engine.judgings.next();
    await editor.wait(SHOW_AFTER_MS - 1);
    judging.finish();
    await editor.wait(10_000);
    assert.deepEqual(editor.progress.all, []);
  });

  it('is stopped by the user', async () => {
    const { options } = await editor.engine.judgings.next();
    await editor.wait(SHOW_AFTER_MS);
    const { token } = await editor.progress.next();
    await editor.connection.sendNotification('window/workDoneProgress/cancel', { token });
    assert.deepEqual((await editor.progress.next()).value, { kind: 'end' });
    assert.equal(options.signal.aborted, true);
    assert.deepEqual(editor.log.all, []);
  });

  it('goes on unseen in an editor without such a display', async () => {
    const other = await Editor.start({ capabilities: DOES_NOT_PULL });
    await other.open(URI, TEXT);
    const judging = await other.engine.judgings.next();
    await other.wait(SHOW_AFTER_MS);
    judging.options.onProgress?.({ done: 1, total: 2 });
    judging.finish();
    await other.wait(10_000);
    assert.deepEqual(other.progress.all, []);
    other.dispose();
  });
});
