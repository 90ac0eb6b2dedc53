import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-languageserver';
import { failed, ok, type IntelligenceChange } from '../../server/src/model/index.js';
import { UPDATE_INTELLIGENCE_REQUEST } from '../../server/src/protocol/messages.js';
import { deferred } from '../support/deferred.js';
import { NOW } from '../support/subjects.js';
import { Editor } from './support/editor.js';

const URI = 'file:///project/package.json';

const CHANGE: IntelligenceChange = {
  info: {
    asOf: Date.UTC(2026, 10, 22),
    counts: { names: 1, malwareNames: 1, malwareRecords: 1, advisories: 0, popularNames: 0 },
    origins: [],
    bytes: 1,
  },
  file: '/home/ann/intelligence.bin',
  changed: 3,
  unreadable: 0,
};

describe('updating the offline data', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start();
  });
  afterEach(() => editor.dispose());

  it('answers what has changed, once what is open was judged by it', async () => {
    await editor.open(URI, '{ "dependencies": {} }');
    (await editor.engine.judgings.next()).finish();
    editor.update = ({ onProgress }) => {
      onProgress('reading');
      editor.intelligence.replaced = true;
      return Promise.resolve(ok(CHANGE, NOW));
    };
    const answer = editor.connection.sendRequest(UPDATE_INTELLIGENCE_REQUEST);
    assert.deepEqual(await editor.updateProgress.next(), { what: 'reading' });
    (await editor.engine.judgings.next()).finish();
    assert.deepEqual(await answer, { changed: 3, day: '2026-11-22' });
  });

  it('takes it from OSV, or from the machine’s mirror', async () => {
    const places: string[] = [];
    editor.update = ({ from }) => {
      places.push(from);
      return Promise.resolve(failed('network', 'It cannot be reached.'));
    };
    const problem = { problem: 'It cannot be reached.' };
    assert.deepEqual(await editor.connection.sendRequest(UPDATE_INTELLIGENCE_REQUEST), problem);
    editor.settings = { '': { intelligence: { mirror: '/srv/osv' } } };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await editor.connection.sendRequest(UPDATE_INTELLIGENCE_REQUEST), problem);
    assert.deepEqual(places, ['https://storage.googleapis.com/osv-vulnerabilities/npm', '/srv/osv']);
  });

  it('is stopped by whoever has asked for it', async () => {
    const started = deferred<AbortSignal>();
    editor.update = ({ signal }) => {
      started.resolve(signal);
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      });
    };
    const source = new CancellationTokenSource();
    const answer = editor.connection.sendRequest(UPDATE_INTELLIGENCE_REQUEST, source.token);
    const signal = await started.promise;
    source.cancel();
    await assert.rejects(answer, /cancelled/);
    assert.equal(signal.aborted, true);
  });
});
