import { isObj } from '../values/objects.js';
import { textsOf } from '../values/text.js';
import type { Machine, Value } from '../values/types.js';
import { UNHANDLED, type Family } from './api-call.js';

/** Packages that start an assistant, from their documentation. */
export const AGENT_PACKAGES = ['@anthropic-ai/claude-code', '@anthropic-ai/claude-agent-sdk', '@openai/codex-sdk'];

/** The options by which an assistant asks nobody, and what they say then. */
const UNASKED: readonly (readonly [name: string, value: RegExp])[] = [
  ['permissionMode', /^bypassPermissions$/],
  ['sandboxMode', /^danger-full-access$/],
];

const MAX_DEPTH = 2;

function asksNobody(machine: Machine, value: Value, depth = 0): boolean {
  if (!isObj(value) || value.call !== undefined || depth > MAX_DEPTH) return false;
  if (machine.get(value, 'allowDangerouslySkipPermissions') === true) return true;
  if (UNASKED.some(([name, said]) => textsOf(machine.get(value, name)).some((text) => said.test(text)))) return true;
  return value.props.has('options') && asksNobody(machine, machine.get(value, 'options'), depth + 1);
}

/** `query({ prompt, options: { permissionMode: 'bypassPermissions' } })` */
export const agents: Family = (machine, { api, args }) => {
  if (args.some((arg) => asksNobody(machine, arg))) machine.behave('agent-without-permissions', api);
  return UNHANDLED;
};
