import assert from 'node:assert/strict';
import { CLEAR_CACHE_REQUEST, RESCAN_REQUEST } from '../../server/src/protocol/messages.js';
import { Editor } from './support/editor.js';

const URI = 'file:///project/package.json';

describe('clearing the cache', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start();
  });
  afterEach(() => editor.dispose());

  it('tells what went, forgets what is in memory, and judges anew', async () => {
    await editor.open(URI, '{ "dependencies": {} }');
    await editor.engine.judgings.next();
    assert.deepEqual(await editor.connection.sendRequest(CLEAR_CACHE_REQUEST), { entries: 3, bytes: 3000 });
    assert.equal(editor.cleared, 1);
    assert.equal(editor.engine.timesForgotten, 1);
    await editor.engine.judgings.next();
  });

  it('counts a cache that several engines share once', async () => {
    editor.settings = {
      'file:///a/package.json': { cooldownHours: 1 },
      'file:///b/package.json': { cooldownHours: 2 },
    };
    for (const folder of ['a', 'b']) await editor.open(`file:///${folder}/package.json`, '{}');
    await editor.settled();
    assert.deepEqual(await editor.connection.sendRequest(CLEAR_CACHE_REQUEST), { entries: 3, bytes: 3000 });
  });

  it('works before anything was judged', async () => {
    assert.deepEqual(await editor.connection.sendRequest(CLEAR_CACHE_REQUEST), { entries: 3, bytes: 3000 });
    assert.equal(await editor.connection.sendRequest(RESCAN_REQUEST), null);
  });
});
