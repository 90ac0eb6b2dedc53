import { machineKinds } from './scenarios/machine.js';
import { NETWORK_KINDS } from './scenarios/network.js';
import { PERSON_KINDS } from './scenarios/person.js';
import { PROCESS_KINDS } from './scenarios/processes.js';
import type { FailingDisk } from './support/failing-disk.js';
import type { Kind } from './support/kind.js';

/** Every kind of fault, in the order of the table. */
export function allKinds(disk: FailingDisk): readonly Kind[] {
  return [...NETWORK_KINDS, ...machineKinds(disk), ...PROCESS_KINDS, ...PERSON_KINDS];
}

/** Those that can come on top of another one. */
export const COMBINABLE: readonly Kind[] = NETWORK_KINDS.filter(({ tls }) => tls !== true);
