import type { SourceParams } from '../../server/src/protocol/messages.js';

/** What a link may hand over: an id and a place. Whatever else somebody makes a link of is nothing. */
export function readSourceParams(argument: unknown): SourceParams | undefined {
  const { id, line, column } = (argument ?? {}) as Partial<Readonly<Record<keyof SourceParams, unknown>>>;
  if (typeof id !== 'string' || !/^[0-9a-f]{1,64}$/.test(id)) return undefined;
  return { id, ...(isCount(line) && { line, ...(isCount(column) && { column }) }) };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
