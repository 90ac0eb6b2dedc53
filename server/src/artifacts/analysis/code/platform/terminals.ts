import { unknown } from '../values/lattice.js';
import { isCallable, isObj } from '../values/objects.js';
import { allTaints, taint } from '../values/taints.js';
import type { Taint } from '../values/types.js';
import type { Family } from './api-call.js';
import { runCallbacks, UNHANDLED } from './api-call.js';
import { isCode, noteCommand, reportRun } from './running.js';
import { readsCode } from './standard-input.js';
import { textFrom } from '../language/coercion.js';
import { textsOf } from '../values/text.js';

/** Packages that start a program in a terminal of its own. */
export const TERMINALS: readonly string[] = [
  'node-pty',
  '@lydell/node-pty',
  'node-pty-prebuilt-multiarch',
  '@homebridge/node-pty-prebuilt-multiarch',
];

/** `pty.spawn(file, args)`: what is written to the terminal is typed into the program. */
export const terminals: Family = (machine, { method, args }) => {
  if (method !== 'spawn' && method !== 'fork') return UNHANDLED;
  const [program, list] = args;
  const words = isObj(list) ? machine.elements(list).items : [];
  const readings = [noteCommand(machine, [program, ...words].map((word) => textFrom(word).text).join(' '))];
  reportRun(machine, [], [program, ...words], readings);
  const isRead = textsOf(program).length === 0 || readsCode(program, words);
  return {
    kind: 'unknown',
    taints: taint('command-output', machine.position()),
    api: 'terminal()',
    notes: { isRead },
    props: new Map(),
  };
};

/** From a host in the code: what a server's own clients type is what a terminal in a page is for. */
function isOrder(taint: Taint): boolean {
  return isCode(taint) && taint.kind !== 'request-input' && (taint.detail ?? '') !== '';
}

export const startedTerminals: Family = (machine, { method, args, callee }) => {
  if (method === 'write') {
    if (callee.notes?.isRead === true)
      machine.report({ sink: 'run-as-command', taints: allTaints(args[0]).filter(isOrder) });
    return undefined;
  }
  if (method !== 'onData' && method !== 'on' && method !== 'addListener') return UNHANDLED;
  runCallbacks(machine, args.filter(isCallable), callee.taints);
  return unknown();
};
