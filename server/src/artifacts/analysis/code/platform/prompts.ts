import { unknown } from '../values/lattice.js';
import { isCallable, isObj, promise } from '../values/objects.js';
import { taint } from '../values/taints.js';
import { textsOf } from '../values/text.js';
import type { Machine, Value } from '../values/types.js';
import { textFrom } from '../language/coercion.js';
import { runCallbacks, UNHANDLED, type Family } from './api-call.js';

/** The machine's own password is for the machine: no service has that one. */
const MACHINES_PASSWORD =
  /\[sudo\]|\bsudo password|\b(?:system|computer|administrator|admin|root|login|mac|keychain|windows) password|\bpassword (?:for|of) (?:this|your) (?:computer|mac|machine|device)/i;

/** `rl.question(text, callback)`, `inquirer.prompt([{ message }])`: what is answered where the machine's password is asked for. */
export const prompts: Family = (machine, { method, args, api }) => {
  if (method !== 'question' && method !== 'prompt' && api !== 'prompts') return UNHANDLED;
  if (!messagesIn(machine, args[0], 0).some((text) => MACHINES_PASSWORD.test(text))) return UNHANDLED;
  const answer = unknown(taint('keystrokes', machine.position(), 'password'));
  runCallbacks(machine, args.filter(isCallable), answer.taints);
  return promise(answer, machine.depth);
};

const MAX_DEPTH = 2;

function messagesIn(machine: Machine, value: Value, depth: number): readonly string[] {
  if (!isObj(value)) return [...textsOf(value), textFrom(value).text];
  if (depth >= MAX_DEPTH) return [];
  const parts = value.items ?? [machine.get(value, 'message')];
  return parts.flatMap((part) => messagesIn(machine, part, depth + 1));
}
