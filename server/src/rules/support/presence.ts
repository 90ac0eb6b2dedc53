import type { Subject } from '../../model/index.js';

/**
 * An optional peer that the lockfile does not hold: nobody installs it on account of this line,
 * so what a version of it does or suffers from is nobody's business here.
 */
export function isOnlyOffered(subject: Subject): boolean {
  return subject.dependency?.optionalPeer === true && subject.locked === undefined;
}
