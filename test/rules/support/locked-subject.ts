import type { LockedWords, Subject } from '../../../server/src/model/index.js';
import { subject, type SubjectGiven } from '../../support/subjects.js';

export const SHA512 = `sha512-${'A'.repeat(86)}==`;
export const OTHER_SHA512 = `sha512-${'B'.repeat(86)}==`;

/** `lodash@4.17.21`, which only the lockfile names; its place says what is given. */
export function lockedLodash(words: Partial<LockedWords> = {}, more: SubjectGiven = {}): Subject {
  return subject({
    name: 'lodash',
    resolution: { from: 'lockfile', version: '4.17.21' },
    dependency: null,
    locked: lodashPlace(words),
    ...more,
  });
}

export function lodashPlace(words: Partial<LockedWords> = {}): LockedWords {
  return { id: 'node_modules/lodash', version: '4.17.21', format: 'package-lock.json', integrity: SHA512, ...words };
}
