import { SHORTEST_HIDDEN } from './taints.js';
import type { Taint } from './types.js';

/** Modules of Node.js that reach the machine or the network: whoever writes one of these in an encoding hides that. */
const MODULE =
  /^(?:node:)?(?:child_process|cluster|dgram|dns|fs|https?2?|inspector|module|net|os|tls|vm|worker_threads)(?:\/promises)?$/;
/** A constant that is decoded where it stands, as nothing but an author does: `Buffer.from('aHR0cHM=', 'base64')`, `atob('…')`. */
const DECODES_CONSTANT = /^(?:new\s+)?(?:\w+\s*\.\s*)*(?:from|atob)\s*\(\s*(['"`])[\w+/=-]*\1/;
const NEAR = 200;
/**
 * Numbers for letters as they stand in the code: `String.fromCharCode(104, 116)`, `codes.map((one) => String.fromCharCode(one))`. What is
 * computed first is how obfuscators keep every text of a program, which is another matter.
 */
const SPELLED =
  /^(?:new\s+)?(?:\w+\s*\.\s*)*(?:fromCharCode|fromCodePoint|from|of|Uint8Array|Buffer)\s*(?:\.\s*apply\s*\(\s*[\w$]+\s*,\s*|\(\s*)(?:\.\.\.\s*)?(?:\[?\s*\d|[\w$]+\s*\))/;

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
  if (way === 'reverse') return true;
  const { unit, offset } = at;
  const text = unit.text.slice(offset, offset + NEAR);
  return (way === 'charcode' || way === 'bytes' ? SPELLED : DECODES_CONSTANT).test(text);
}
