import { isMixed } from '../values/mixed-numbers.js';
import { ownTaints, joinTaints, SHORTEST_HIDDEN, taint } from '../values/taints.js';
import type { Machine, Obj, Primitive, Value } from '../values/types.js';

const MAX_LENGTH = 1_000_000;

/** Puts something under a number into a list or bytes, or gives a list another length. @returns whether it was that */
export function setIndexed(machine: Machine, target: Obj, name: string, value: Value): boolean {
  const { items, bytes } = target;
  if (name === 'length' && items !== undefined && typeof value === 'number') {
    cutOff(machine, target, items, value);
    return true;
  }
  if (!/^\d+$/.test(name)) return false;
  if (bytes !== undefined) writeByte(machine, target, bytes, Number(name), value);
  else if (items !== undefined) writeItem(machine, target, items, Number(name), value);
  return true;
}

/** Beyond that it is not remembered what stood at the end of a list. */
const MOST_CUT_OFF = 1000;

/** Takes away what stands in a list from a place on. A branch that may not be taken leaves it there. */
export function cutOff(machine: Machine, { depth }: Obj, items: Value[], length: number): void {
  if (items.length - length <= MOST_CUT_OFF)
    for (let index = length; index < items.length; index += 1) machine.overwrite(items, depth, index, items[index]);
  items.length = Math.min(items.length, length);
}

function writeItem(machine: Machine, target: Obj, items: Value[], index: number, value: Value): void {
  if (index >= MAX_LENGTH) return;
  while (items.length < index) items.push(undefined);
  if (index in items) machine.overwrite(items, target.depth, index, items[index]);
  items[index] = value;
}

/** Bytes that are computed one by one are what a constant was decoded to, whatever the arithmetic. */
function writeByte(machine: Machine, target: Obj, bytes: Uint8Array, index: number, value: Value): void {
  const primitive: Primitive =
    typeof value === 'object' && value?.kind === 'known' ? value.value : (value as Primitive);
  target.taints = joinTaints(target.taints, ownTaints(value));
  if (isMixed(value))
    target.taints = joinTaints(target.taints, taint('decoded', machine.position(), undefined, ['cipher']));
  if (typeof primitive !== 'number') {
    target.open = true;
    return;
  }
  bytes[index] = primitive;
  if (target.taints.length === 0 && bytes.length >= SHORTEST_HIDDEN)
    target.taints = taint('decoded', machine.position(), undefined, ['bytes']);
}
