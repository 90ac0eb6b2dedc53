// A thread that does what another one does, and something bad at one of its tasks: which one, says its address.
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';

const asked = new URL(import.meta.url).searchParams;
const at = Number(asked.get('at'));
let turn = 0;

const MISDEEDS: Readonly<Record<string, () => void>> = {
  crash: () => {
    throw new Error('made by a test');
  },
  exit: () => process.exit(3),
  hang: () => {
    for (;;);
  },
  'out-of-memory': () => {
    const hoard: unknown[] = [];
    for (;;) hoard.push(Array.from({ length: 1000 }, (_, index) => ({ index })));
  },
};

parentPort?.on('message', () => {
  turn += 1;
  if (turn >= at) MISDEEDS[asked.get('fault') ?? '']?.();
});
createRequire(import.meta.url)(asked.get('program') ?? '');
