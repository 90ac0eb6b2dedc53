import { isUnknown } from '../values/lattice.js';
import { allTaints } from '../values/taints.js';
import type { Machine, Taints, Value } from '../values/types.js';

/** The note on a digest that says what it was made of. */
export const DIGEST_OF = 'digestOf';

/** `if (sha256(program) !== sums[name]) throw …`: what was downloaded is what the package says, and not what its host likes. */
export function noteCheck(machine: Machine, left: Value, right: Value): void {
  for (const [digest, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (!isUnknown(digest) || digest.notes?.[DIGEST_OF] === undefined) continue;
    // A sum from the same host vouches for nothing.
    if (other === undefined || other === null || allTaints(other).some(({ kind }) => ELSEWHERE.has(kind))) continue;
    for (const { kind, detail } of allTaints(digest.notes[DIGEST_OF]))
      if (kind === 'downloaded') machine.behave('download-checked', detail);
  }
}

/** `if (!verify(null, program, KEY, signature)) throw …`: who holds the other half of a key of the package says what is run. */
export function noteSignature(machine: Machine, data: Taints, key: Value): void {
  if (key === undefined || allTaints(key).some(({ kind }) => ELSEWHERE.has(kind))) return;
  for (const { kind, detail } of data) if (kind === 'downloaded') machine.behave('download-checked', detail);
}

const ELSEWHERE: ReadonlySet<string> = new Set(['downloaded', 'request-input', 'command-output']);
