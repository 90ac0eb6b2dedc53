// npm run fuzz -- --runs N --seed S --only NAME: every reader and writer against inputs made by chance.
import { parseArgs } from 'node:util';
import { guardedRun } from './support/guarded-run.js';
import type { FuzzFailure } from './target.js';
import { TARGETS } from './targets/index.js';

const { values } = parseArgs({
  options: { runs: { type: 'string' }, seed: { type: 'string' }, first: { type: 'string' }, only: { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const runs = Number(values.runs ?? 20_000);
const first = Number(values.first ?? 0);
const only = values.only?.split(',');
const chosen = TARGETS.filter(({ name }) => only === undefined || only.some((part) => name.includes(part)));

function tell(failure: FuzzFailure): void {
  const bytes = Buffer.from(failure.input, 'base64');
  console.log(`  again: npm run fuzz -- --only ${failure.target} --seed ${seed} --first ${failure.run} --runs 1`);
  console.log(`  ${failure.message.split('\n').slice(0, 12).join('\n  ')}`);
  console.log(`  smallest input, ${bytes.length} bytes: ${JSON.stringify(bytes.toString('latin1').slice(0, 600))}`);
}

console.log(`seed ${seed}, ${runs} runs each of ${chosen.length} targets`);
let begun = performance.now();
// Each in a thread of its own: one that hangs keeps none of the others from being looked at.
for (const target of chosen) {
  await guardedRun([target], { seed, first, runs }, (name, failure) => {
    console.log(
      `${failure === undefined ? 'holds' : 'FAILS'}  ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`,
    );
    begun = performance.now();
    if (failure === undefined) return;
    process.exitCode = 1;
    tell(failure);
  });
}
