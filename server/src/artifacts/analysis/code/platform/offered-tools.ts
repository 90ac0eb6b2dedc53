import { mayHoldInjection, toolSignals } from '../../files/prompt-injection.js';
import { isObj } from '../values/objects.js';
import { textsOf } from '../values/text.js';
import type { Machine, Value } from '../values/types.js';
import { UNHANDLED, type Family } from './api-call.js';

/** Modules by which code offers tools to an assistant, from their documentation; without what follows a dot. */
export const TOOL_MODULES = [
  ...['', '/server', '/server/index', '/server/mcp'].map((path) => `@modelcontextprotocol/sdk${path}`),
  ...['@modelcontextprotocol/server', 'fastmcp', 'mcp-framework'],
];

/** A list of tools, a tool, what describes its parameters. */
const MAX_DEPTH = 3;
const MAX_PARTS = 64;

/** `server.tool(name, description, …)`, `server.registerTool(name, { description })`: an order to the assistant stands in what describes a tool, however the text was made. */
export const offeredTools: Family = (machine, { args }) => {
  for (const text of args.flatMap((arg) => textsIn(machine, arg, 0))) {
    if (!mayHoldInjection(text)) continue;
    const [order] = toolSignals(text, true);
    if (order !== undefined) machine.behave('agent-instruction', order.detail);
  }
  return UNHANDLED;
};

function textsIn(machine: Machine, value: Value, depth: number): readonly string[] {
  if (!isObj(value) || value.call !== undefined) return textsOf(value);
  if (depth >= MAX_DEPTH) return [];
  const parts = value.items ?? [...value.props.keys()].map((name) => machine.get(value, name));
  return parts.slice(0, MAX_PARTS).flatMap((part) => textsIn(machine, part, depth + 1));
}
