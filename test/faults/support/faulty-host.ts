// The process that owns the analysing threads, which does something bad at one of its tasks: which one, says its environment.
import { createRequire } from 'node:module';
import process from 'node:process';

const { FAULT = '', FAULT_AT = '1', PROGRAM = '' } = process.env;
let turn = 0;

process.on('message', () => {
  turn += 1;
  if (turn < Number(FAULT_AT)) return;
  if (FAULT === 'kill') process.kill(process.pid, 'SIGKILL');
  if (FAULT === 'exit') process.exit(3);
  if (FAULT === 'hang') for (;;);
});
createRequire(import.meta.url)(PROGRAM);
