import { isUnknown, membersOf } from '../values/lattice.js';
import { OTHER_ADDRESSES } from '../values/text.js';
import type { Machine, Value } from '../values/types.js';
import { holdsMoneyAddress } from './hooks.js';

/** Somebody looks at what was copied, by a package, by the page, or by a program of the system. */
export function noteClipboardRead(machine: Machine): void {
  machine.apiObject('clipboard').props?.set('@@read', true);
}

/** Whether addresses were looked for in a text, and others put in their place. */
export function hasOtherAddresses(value: Value): boolean {
  return membersOf(value).some((one) => isUnknown(one) && one.notes?.[OTHER_ADDRESSES] === true);
}

/** What was copied is looked at, and an address that stands in the code is put in its place. */
export function replaceClipboard(machine: Machine, args: readonly Value[]): void {
  const wasRead = machine.apiObject('clipboard').props?.has('@@read') === true;
  if ((wasRead && args.some(holdsMoneyAddress)) || args.some(hasOtherAddresses))
    machine.behave('replaces-addresses', 'clipboard');
}
