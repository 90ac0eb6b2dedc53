import { isUnknown, membersOf } from '../values/lattice.js';
import { LOOKED_FOR_ADDRESSES } from '../language/regexp.js';
import { ownTaints } from '../values/taints.js';
import { OTHER_ADDRESSES } from '../values/text.js';
import type { Machine, Value } from '../values/types.js';
import { holdsMoneyAddress } from './hooks.js';

/** Somebody looks at what was copied, by a package, by the page, or by a program of the system. */
export function noteClipboardRead(machine: Machine): void {
  machine.apiObject('clipboard').props?.set('@@read', true);
}

/**
 * Whether addresses were looked for in a text, and others put in their place; or the text is another address where it is one, which
 * may have been hidden in the code.
 */
export function hasOtherAddresses(machine: Machine, value: Value): boolean {
  const members = membersOf(value);
  if (members.some((one) => isUnknown(one) && one.notes?.[OTHER_ADDRESSES] === true)) return true;
  const addresses = members.filter(holdsMoneyAddress);
  const isEither = addresses.length > 0 && members.some((one) => isUnknown(one) && one.text === undefined);
  const isHidden = addresses.some((one) => ownTaints(one).some(({ kind }) => kind === 'decoded'));
  return (isEither || isHidden) && machine.apiObject('clipboard').props?.has(LOOKED_FOR_ADDRESSES) === true;
}

/** What was copied is looked at, and an address that stands in the code is put in its place. */
export function replaceClipboard(machine: Machine, args: readonly Value[]): void {
  const wasRead = machine.apiObject('clipboard').props?.has('@@read') === true;
  if ((wasRead && args.some(holdsMoneyAddress)) || args.some((arg) => hasOtherAddresses(machine, arg)))
    machine.behave('replaces-addresses', 'clipboard');
}
