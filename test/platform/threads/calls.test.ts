import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { CalledThread } from '../../../server/src/platform/threads/calls.js';

const MODULE = new URL('../../../server/src/platform/threads/calls.js', import.meta.url).href;

/** A thread that serves these calls. */
const serving = (handlers: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort } from 'node:worker_threads';
      import { serveCalls } from ${JSON.stringify(MODULE)};
      const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
      serveCalls(parentPort, { ${handlers} });`)}`,
  );

const ECHO = 'echo: async (what) => what';
const HANGS = 'hang: () => { for (;;); }';
const LATE = 'late: async () => { await after(600); return "late"; }';

describe('calls of a thread', () => {
  const ended: string[] = [];
  const thread = (handlers: string, maxSilenceMs?: number): CalledThread => {
    ended.length = 0;
    return new CalledThread(serving(handlers), (why) => ended.push(why), maxSilenceMs);
  };

  it('are answered, and say why they fail', async () => {
    const called = thread(`${ECHO}, fail: async () => { throw new Error('no luck'); }`);
    assert.deepEqual(await Promise.all(['a', 'b'].map((what) => called.call('echo', what))), ['a', 'b']);
    await assert.rejects(called.call('fail', undefined), /^Error: no luck$/);
    assert.deepEqual(ended, []);
  });

  it('fail where what is answered cannot be sent, and others go on', async () => {
    const called = thread(`${ECHO}, odd: async () => () => {}`);
    await assert.rejects(called.call('odd', undefined), /it cannot be sent/);
    assert.equal(await called.call('echo', 'a'), 'a');
  });

  it('wait for what takes long, as long as the thread is there', async () => {
    assert.equal(await thread(LATE, 50).call('late', undefined), 'late');
    assert.deepEqual(ended, []);
  });

  it('are given up where the thread says nothing any more', async () => {
    const called = thread(`${ECHO}, ${HANGS}`, 200);
    assert.equal(await called.call('echo', 'a'), 'a');
    const others = Promise.allSettled(['hang', 'echo'].map((name) => called.call(name, 'b')));
    assert.deepEqual(
      (await others).map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    assert.deepEqual(ended, ['it does not answer any more']);
    await assert.rejects(called.call('echo', 'c'), /does not answer/);
  });

  it('keep a program from ending that waits for nothing else, and the thread does not', () => {
    const program = `
      const { CalledThread } = await import(process.argv[1]);
      const thread = new CalledThread(new URL(process.argv[2]), () => undefined);
      thread.call('late', undefined).then(console.log);`;
    const given = ['--input-type=module', '--eval', program, MODULE, serving(LATE).href];
    const { stdout, stderr, status } = spawnSync(process.execPath, given, { encoding: 'utf8', timeout: 30_000 });
    assert.deepEqual([stdout, stderr, status], ['late\n', '', 0]);
  });
});
