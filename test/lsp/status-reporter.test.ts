import assert from 'node:assert/strict';
import { finding } from '../support/subjects.js';
import { Editor } from './support/editor.js';

const URI = 'file:///project/package.json';
const NOTHING = { critical: 0, high: 0, medium: 0, low: 0 };

describe('the status that the editor is told', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start();
  });
  afterEach(() => editor.dispose());

  it('goes from idle over checking to what was found, and back when the document is closed', async () => {
    const idle = { state: 'idle', done: 0, total: 0, offline: false, counts: NOTHING, judged: 0, incomplete: 0 };
    assert.deepEqual(await editor.statuses.next(), idle);

    await editor.open(URI, '{ "dependencies": { "a": "1.0.0" } }');
    const judging = await editor.engine.judgings.next();
    judging.options.onProgress?.({ done: 1, total: 4 });
    await editor.wait(1000);
    assert.deepEqual(await editor.statuses.next(), { ...idle, state: 'checking', done: 1, total: 4 });

    editor.engine.known = { a: { findings: [finding({ rule: 'deprecated', level: 'high' })] } };
    judging.finish();
    await editor.wait(1000);
    assert.deepEqual(await editor.statuses.next(), { ...idle, counts: { ...NOTHING, high: 1 }, judged: 1 });

    await editor.close(URI);
    await editor.wait(1000);
    assert.deepEqual(await editor.statuses.next(), idle);
  });

  it('is not repeated while it stays the same, nor sent for each single answer', async () => {
    await editor.open(URI, '{ "dependencies": { "a": "1.0.0" } }');
    const judging = await editor.engine.judgings.next();
    for (let done = 1; done <= 100; done += 1) judging.options.onProgress?.({ done, total: 100 });
    await editor.wait(10_000);
    assert.ok(editor.statuses.all.length <= 3, `${editor.statuses.all.length} messages`);
    const { length } = editor.statuses.all;
    judging.options.onProgress?.({ done: 100, total: 100 });
    await editor.wait(10_000);
    assert.equal(editor.statuses.all.length, length);
  });

  it('says when look-ups are off', async () => {
    await editor.statuses.next();
    editor.settings = { '': { offline: true } };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await editor.wait(1000);
    assert.equal((await editor.statuses.next()).offline, true);
  });
});
