import { unknown } from './lattice.js';
import { buffer } from './objects.js';
import type { Obj, Value } from './types.js';

/** Whether all bytes from an offset to another are known. */
export function areKnown({ ranges }: Obj, start: number, end = start + 1): boolean {
  return ranges === undefined || ranges.some((one) => one.start <= start && end <= one.end);
}

/** A part of some bytes; where nothing of it is known, that of which only is known what it is made of. */
export function partOf(whole: Obj, start: number | undefined, end: number | undefined, depth: number): Value {
  const { bytes = new Uint8Array(), ranges, taints } = whole;
  if (ranges === undefined) return buffer(bytes.slice(start, end), taints, depth);
  if (start === undefined) return unknown(taints);
  const from = fromStart(bytes, start);
  const to = fromStart(bytes, end ?? bytes.length);
  const within = ranges
    .map((one) => ({ start: Math.max(one.start, from) - from, end: Math.min(one.end, to) - from }))
    .filter((one) => one.start < one.end);
  if (within.length === 0) return unknown(taints);
  // Without a copy: a memory is large, and all that look at it look at the same.
  const part = buffer(bytes.subarray(from, to), taints, depth);
  if (within[0]?.start !== 0 || within[0].end !== to - from) part.ranges = within;
  return part;
}

/** What is below zero counts from the end. */
function fromStart({ length }: Uint8Array, index: number): number {
  return Math.min(length, index < 0 ? Math.max(0, length + index) : index);
}
