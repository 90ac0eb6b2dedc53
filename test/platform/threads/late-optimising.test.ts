import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { optimiseLate } from '../../../server/src/platform/threads/late-optimising.js';

/** Counts how often a function is called until V8 has optimised it. */
const PROGRAM = `
const { optimiseLate } = await import(process.argv[1]);
if (process.argv[2] === 'late') optimiseLate();
const TURBOFAN = 1 << 6;
const work = new Function('list', 'let sum = 0; for (const one of list) sum += one * 2; return sum;');
const statusOf = new Function('work', 'return %GetOptimizationStatus(work)');
let calls = 0;
const list = Array.from({ length: 10 }, (_, index) => index);
for (; calls < 1e6 && (statusOf(work) & TURBOFAN) === 0; calls += 1) work(list);
console.log(calls);
`;

function callsUntilOptimised(when: 'late' | 'as usual'): number {
  const module = new URL('../../../server/src/platform/threads/late-optimising.js', import.meta.url).href;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    // Optimised at once, not by a thread that gets its time when it may.
    ['--allow-natives-syntax', '--no-concurrent-recompilation', '--input-type=module', '--eval', PROGRAM, module, when],
    { encoding: 'utf8' },
  );
  assert.equal(stderr, '');
  return Number(stdout);
}

describe('Late optimising', () => {
  it('has functions called more often before they are optimised, without a word', () => {
    const usual = callsUntilOptimised('as usual');
    const late = callsUntilOptimised('late');
    assert.ok(usual < 1e6, `${usual}`);
    assert.ok(late > 1.5 * usual, `${late} against ${usual}`);
  });

  it('sets nothing where the version is unknown', () => {
    assert.equal(optimiseLate('99.1.2'), undefined);
  });
});
