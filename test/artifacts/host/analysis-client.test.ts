import assert from 'node:assert/strict';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createAnalysisClient,
  type AnalysisClientOptions,
} from '../../../server/src/artifacts/host/analysis-client.js';
import type { PackageAnalyser } from '../../../server/src/artifacts/package-analyser.js';
import type { ArtifactFacts, Outcome } from '../../../server/src/model/index.js';
import { recordingTimers } from '../../support/recording-timers.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.js';
import { packageOf } from '../make-tarball.js';

const HOST = fileURLToPath(new URL('../../../server/src/analysis-host.js', import.meta.url));
const live = new AbortController().signal;

const bytesOf = (manifest: object) => ({ kind: 'bytes', bytes: Uint8Array.from(packageOf(manifest)) }) as const;

function said(outcome: Outcome<ArtifactFacts>): string {
  if (outcome.status === 'ok') return outcome.value.manifest?.name ?? '';
  return outcome.status === 'absent' ? 'absent' : `${outcome.reason}: ${outcome.message}`;
}

describe('createAnalysisClient', () => {
  const clients: PackageAnalyser[] = [];
  let folder: TemporaryFolder;

  beforeEach(async () => {
    folder = await temporaryFolder();
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
    await folder.remove();
  });

  function clientOf(options: Partial<AnalysisClientOptions> = {}): PackageAnalyser {
    const client = createAnalysisClient({
      program: HOST,
      env: {},
      concurrency: 4,
      deadlineMs: 60_000,
      idleMs: 60_000,
      timers: recordingTimers(0),
      ...options,
    });
    clients.push(client);
    return client;
  }

  /** A host that does something else with each request. */
  async function hostThat(does: string): Promise<string> {
    return folder.write('host.mjs', `process.on('message', (request) => { ${does} });`);
  }

  it('analyses packages in a process of its own', async () => {
    const client = clientOf();
    const outcomes = await Promise.all(['a', 'b', 'c'].map((name) => client.analyse(bytesOf({ name }), live)));
    assert.deepEqual(outcomes.map(said), ['a', 'b', 'c']);
  });

  it('survives a host that ends, for whatever reason, and starts another', async () => {
    const client = clientOf({ program: await hostThat('process.exit(request.id <= 2 ? 70 : 1)') });
    assert.equal(
      said(await client.analyse(bytesOf({}), live)),
      'too-large: The analysis needed more memory than it may have, and was given up.',
    );
    assert.equal(
      said(await client.analyse(bytesOf({}), live)),
      'malformed: The analysis ended unexpectedly, and was given up.',
    );
  });

  it('says so where the host cannot be started at all', async () => {
    const client = clientOf({ program: path.join(folder.path, 'nothing.mjs') });
    assert.match(said(await client.analyse(bytesOf({}), live)), /^malformed: The analysis ended unexpectedly/);
  });

  it('kills a host that does not answer', async () => {
    const timers = recordingTimers(0);
    const client = clientOf({ program: await hostThat('for (;;);'), timers });
    const outcome = client.analyse(bytesOf({}), live);
    await new Promise(setImmediate);
    timers.fire();
    assert.equal(said(await outcome), 'timeout: The analysis took more than 60 s and was given up.');
  });

  it('asks once more for what a host has taken along, one after the other', async () => {
    const answer =
      '{ id: request.id, outcome: { status: "failed", reason: "unsupported", message: String(request.id) } }';
    const program = await hostThat(
      `if (request.source.path === 'deadly') setTimeout(() => process.exit(1), 50); else if (request.id > 3) process.send(${answer});`,
    );
    const client = clientOf({ program });
    const outcomes = ['a', 'deadly', 'b'].map((path) => client.analyse({ kind: 'archive', path }, live));
    const texts = (await Promise.all(outcomes)).map(said);
    assert.equal(texts[1], 'malformed: The analysis ended unexpectedly, and was given up.');
    assert.deepEqual([texts[0], texts[2]], ['unsupported: 4', 'unsupported: 6']);
  });

  it('ends a host that has nothing to do, and starts one when there is something again', async () => {
    const timers = recordingTimers(0);
    const client = clientOf({
      timers,
      program: await hostThat(
        'process.send({ id: request.id, outcome: { status: "failed", reason: "unsupported", message: String(process.pid) } })',
      ),
    });
    const first = said(await client.analyse(bytesOf({}), live));
    assert.equal(said(await client.analyse(bytesOf({}), live)), first);
    timers.fire();
    assert.notEqual(said(await client.analyse(bytesOf({}), live)), first);
  });

  it('stops waiting when nobody wants the answer any more', async () => {
    const interruption = new AbortController();
    const outcome = clientOf({ program: await hostThat('') }).analyse(bytesOf({}), interruption.signal);
    const rejected = assert.rejects(outcome, { message: 'enough' });
    interruption.abort(new Error('enough'));
    await rejected;
  });
});
