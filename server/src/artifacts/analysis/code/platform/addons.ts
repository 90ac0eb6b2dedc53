import { isObj } from '../values/objects.js';
import { isUnknown, membersOf } from '../values/lattice.js';
import type { Machine, Taint, Taints, Value } from '../values/types.js';

/** What `new WASI(…)` makes. */
export const SYSTEM = 'wasi.WASI()';

/**
 * A loader of addons (napi-rs) is given one that was compiled to WebAssembly, and a system to run on. The addon's functions are no more
 * made of the bytes of its file than those of a native one are, which `require` gives.
 */
export function withoutAddon(machine: Machine, args: readonly Value[], taints: Taints): Taints {
  return args.some(holdsSystem) ? taints.filter((one) => !isAddon(machine, one)) : taints;
}

function holdsSystem(value: Value): boolean {
  return isObj(value) && [...value.props.values()].some((slot) => membersOf(slot as Value).some(isSystem));
}

function isSystem(value: Value): boolean {
  return isUnknown(value) && value.api === SYSTEM;
}

function isAddon(machine: Machine, { kind, detail = '', via }: Taint): boolean {
  return kind === 'data-file' && via.length === 0 && machine.isNative(detail);
}
