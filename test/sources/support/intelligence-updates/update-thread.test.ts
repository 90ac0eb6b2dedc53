import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  DEFAULT_SETTINGS,
  inEnglish,
  type IntelligenceChange,
  type Outcome,
} from '../../../../server/src/model/index.js';
import { silentLogger } from '../../../../server/src/platform/logger.js';
import { readIntelligence } from '../../../../server/src/sources/support/intelligence/intelligence-reader.js';
import { updateInThread } from '../../../../server/src/sources/support/intelligence-updates/update-thread.js';
import { malwareRecord, startOsvExport, type OsvExportServer } from '../../../support/osv-export-server.js';
import { temporaryFolder, type TemporaryFolder } from '../../../support/temporary-folder.js';
import { opened } from '../intelligence-samples.js';

const WORKER = new URL('../../../../server/src/intelligence-worker.js', import.meta.url);
const MODIFIED = '2026-11-20T10:00:00Z';

describe('the thread that renews the offline data', () => {
  let folder: TemporaryFolder;
  let server: OsvExportServer;
  const said: string[] = [];
  beforeEach(async () => {
    folder = await temporaryFolder();
    server = await startOsvExport(malwareRecord('MAL-2026-1', 'evil', MODIFIED));
    said.length = 0;
  });
  afterEach(async () => {
    await server.close();
    await folder.remove();
  });

  function update(from: string, program = WORKER, signal = new AbortController().signal) {
    const settings = { ...DEFAULT_SETTINGS, 'cache.folder': path.join(folder.path, 'cache') };
    return updateInThread({
      program,
      job: { from, settings, network: {}, assetsFolder: folder.path, folder: folder.path },
      signal,
      onProgress: (what) => said.push(inEnglish(what)),
      logger: silentLogger,
    });
  }
  const messageOf = (outcome: Outcome<IntelligenceChange>): string =>
    outcome.status === 'failed' ? outcome.message : outcome.status;

  it('writes the user’s own data from an export, and tells what it does meanwhile', async () => {
    const outcome = await update(`${server.url}/npm`);
    assert.equal(outcome.status === 'ok' && outcome.value.changed, 1, messageOf(outcome));
    const written = opened(readIntelligence(await readFile(path.join(folder.path, 'cache', 'intelligence.bin'))));
    assert.deepEqual(
      written.recordsOf('evil').malware.map(({ id }) => id),
      ['MAL-2026-1'],
    );
    assert.ok(said.length > 0);
  });

  it('says in a sentence what went wrong', async () => {
    assert.match(messageOf(await update(`${server.url}/nothing`)), /\.$/);
    assert.match(messageOf(await update(path.join(folder.path, 'none'))), /\.$/);
  });

  it('says that it has ended, where something ends it', async () => {
    const program = new URL(`data:text/javascript,${encodeURIComponent('process.exit(3)')}`);
    assert.equal(messageOf(await update('x', program)), 'The offline data could not be renewed: it has ended.');
  });

  it('gives an error of its own for what it is', async () => {
    const program = new URL(`data:text/javascript,${encodeURIComponent("throw new Error('No thread.')")}`);
    assert.equal(messageOf(await update('x', program)), 'The offline data could not be renewed: No thread.');
  });

  it('lets go at once of whoever cancels', async () => {
    const cancellation = new AbortController();
    const program = new URL(
      `data:text/javascript,${encodeURIComponent("import { parentPort } from 'node:worker_threads'; parentPort.once('message', () => parentPort.close())")}`,
    );
    const running = update('x', program, cancellation.signal);
    const reason = new Error('cancelled');
    cancellation.abort(reason);
    await assert.rejects(running, reason);
  });
});
