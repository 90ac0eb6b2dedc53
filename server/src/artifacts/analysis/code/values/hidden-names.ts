import { SHORTEST_HIDDEN } from './taints.js';
import type { Taint } from './types.js';

/** Modules of Node.js that reach the machine or the network: whoever writes one of these in an encoding hides that. */
const MODULE =
  /^(?:node:)?(?:child_process|cluster|dgram|dns|fs|https?2?|inspector|module|net|os|tls|vm|worker_threads)(?:\/promises)?$/;
/** A constant that is decoded where it stands, as nothing but an author does: `Buffer.from('aHR0cHM=', 'base64')`, `atob('…')`. */
const DECODES_CONSTANT = /^(?:new\s+)?(?:\w+\s*\.\s*)*(?:from|atob)\s*\(\s*(['"`])[\w+/=-]*\1/;
const NEAR = 200;
/** Numbers for letters, and letters from the last to the first: known only where all of it stands in the code. */
const SPELLED: ReadonlySet<string> = new Set(['charcode', 'bytes', 'reverse']);

export function isHiddenModule(name: string): boolean {
  return MODULE.test(name);
}

/** Whether a decoded text is worth a note of that: a few letters are none, unless they are such a name. */
export function isWorthHiding(text: string): boolean {
  return text.length >= SHORTEST_HIDDEN || isHiddenModule(text);
}

/** Whether something came out of an encoding in which an author has written it down. */
export function isHiddenConstant({ kind, at, via }: Taint): boolean {
  const [way = ''] = via;
  if (kind !== 'decoded' || via.length !== 1) return false;
  if (SPELLED.has(way)) return true;
  const { unit, offset } = at;
  return DECODES_CONSTANT.test(unit.text.slice(offset, offset + NEAR));
}
