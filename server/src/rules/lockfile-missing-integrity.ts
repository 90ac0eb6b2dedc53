import {
  allOf,
  phrase,
  valueOf,
  type LockedWords,
  type Outcome,
  type Packument,
  type Subject,
} from '../model/index.js';
import { defineRule } from './rule.js';
import { addressOf, isAskedOfRegistry, placesOf } from './support/locked-address.js';
import { isStrong, lockedHashes, publishedHashes } from './support/locked-hashes.js';
import { labelOf, shorten } from './support/text.js';
import { worstDraft, type GradedDraft } from './support/worst-draft.js';

/** Nothing in the lockfile says which bytes the package has to be. */
export const lockfileMissingIntegrity = defineRule({
  id: 'lockfile-missing-integrity',
  title: 'Lockfile entry without a strong hash',
  needs: ['packument'],
  find({ subject, facts }) {
    if (!isAskedOfRegistry(subject)) return [];
    return worstDraft(placesOf(subject).flatMap((place) => draftOf(subject, place, facts.packument)));
  },
});

function draftOf(subject: Subject, place: LockedWords, packument: Outcome<Packument>): readonly GradedDraft[] {
  if (!shouldHaveOne(place)) return [];
  const hashes = lockedHashes(place);
  if (isStrong(hashes)) return [];
  const target = 'specifier' as const;
  const value = shorten(place.integrity ?? 'none', 120);
  const evidence = [{ kind: 'lockfile' as const, field: 'integrity', value }];
  if (hashes.size > 0) {
    const algorithms = allOf([...hashes.keys()].map((one) => one.toUpperCase().replace('SHA1', 'SHA-1')));
    const message = phrase(
      'the lockfile has only {algorithms} for {package}, for which different bytes with one hash can be made',
      { algorithms, package: labelOf(subject) },
    );
    return [{ message, level: 'low', target, evidence }];
  }
  if (publishesNone(place, packument)) return [];
  const message = phrase('the lockfile has no hash for {package}, so any bytes that are served for it are installed', {
    package: labelOf(subject),
  });
  return [{ message, level: level(place), target, evidence }];
}

/** Copies inside of another package and what lies on this machine have none; a checksum of yarn's own is one. */
function shouldHaveOne({ integrity, resolved, bundled, optional, local }: LockedWords): boolean {
  if (bundled === true || local === true) return false;
  if (resolved === undefined || /^https?:/i.test(resolved)) return true;
  // Yarn 2 and later: of what is for other platforms it has not seen the bytes yet. What it patches, it made itself.
  return resolved.startsWith('npm:') && integrity === undefined && optional !== true;
}

/** Some private registries have no hashes, so that no package manager could write one down. */
function publishesNone({ version }: LockedWords, packument: Outcome<Packument>): boolean {
  const facts = valueOf(packument)?.versions[version ?? ''];
  return facts !== undefined && publishedHashes(facts).size === 0;
}

/**
 * npm sometimes forgets both address and hash of what it finds installed already, so a gap without an address is honest
 * more often than not. Where there is an address, every package manager writes the hash beside it.
 */
function level(place: LockedWords): 'low' | 'medium' {
  return addressOf(place) === undefined ? 'low' : 'medium';
}
