import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { getPriority } from 'node:os';
import process from 'node:process';
import { giveWay } from '../../../server/src/platform/threads/priority.js';

const MODULE = new URL('../../../server/src/platform/threads/priority.js', import.meta.url).href;

/** A thread that gives way beside one that does not: prints by how much each does. */
const PROGRAM = `
import { readlinkSync } from 'node:fs';
import { getPriority } from 'node:os';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
const own = () => getPriority(Number(readlinkSync('/proc/thread-self').split('/').pop()));
const before = own();
if (isMainThread) {
  const worker = new Worker(new URL(process.argv[1]), { workerData: process.argv[2] });
  worker.once('message', (lower) => console.log(lower, own() - before));
} else {
  const { giveWayInThread } = await import(workerData);
  giveWayInThread();
  parentPort.postMessage(own() - before);
}
`;

describe('Priorities', () => {
  /** These tests may give way themselves. */
  const lower = Math.min(19, getPriority() + 5);

  it('lets a process give way that has just been started', () => {
    const child = spawn(process.execPath, ['--eval', 'setTimeout(() => {}, 60_000)']);
    try {
      giveWay(child.pid);
      assert.equal(getPriority(child.pid), lower);
    } finally {
      child.kill();
    }
  });

  it('says nothing where the process has never been', () => {
    giveWay(undefined);
  });

  if (process.platform === 'linux')
    it('lets a thread give way, and no other one of its process', () => {
      const program = `data:text/javascript,${encodeURIComponent(PROGRAM)}`;
      const given = ['--input-type=module', '--eval', PROGRAM, program, MODULE];
      const { stdout, stderr } = spawnSync(process.execPath, given, { encoding: 'utf8' });
      assert.equal(stderr, '');
      assert.equal(stdout, `${lower - getPriority()} 0\n`);
    });
});
