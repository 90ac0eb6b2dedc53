import { phrase, valueOf, type LockedWords, type Outcome, type Packument, type Subject } from '../model/index.js';
import { defineRule } from './rule.js';
import { isAskedOfRegistry, placesOf } from './support/locked-address.js';
import { compareWithRegistry, type HashDifference } from './support/locked-hashes.js';
import { nameOf, shorten } from './support/text.js';

/** The lockfile holds the hash of other bytes than the registry has for this version. */
export const lockfileIntegrityMismatch = defineRule({
  id: 'lockfile-integrity-mismatch',
  title: "Lockfile hash that is not the registry's",
  needs: ['packument'],
  find({ subject, facts: { packument } }) {
    if (!isAskedOfRegistry(subject)) return [];
    for (const place of placesOf(subject)) {
      const difference = differenceOf(subject, place, packument);
      if (difference !== undefined) return [draft(subject, place, difference, packument)];
    }
    return [];
  },
});

/** What is bundled is not fetched, so its hash says nothing. */
function differenceOf(subject: Subject, place: LockedWords, packument: Outcome<Packument>): HashDifference | undefined {
  const comparison = place.bundled === true ? 'unknown' : compareWithRegistry(subject, place, packument);
  return typeof comparison === 'string' ? undefined : comparison;
}

function draft(
  subject: Subject,
  place: LockedWords,
  { locked, published }: HashDifference,
  packument: Outcome<Packument>,
) {
  const host = shorten(valueOf(packument)?.registryHost ?? '', 100);
  const label = `${nameOf(subject)} ${shorten(place.version ?? '', 64)}`;
  return {
    message:
      host === ''
        ? phrase('the lockfile has the hash of other bytes for {package} than the registry has published', {
            package: label,
          })
        : phrase('the lockfile has the hash of other bytes for {package} than {host} has published', {
            package: label,
            host,
          }),
    target: 'specifier' as const,
    evidence: [
      { kind: 'lockfile' as const, field: 'integrity', value: shorten(locked, 120) },
      { kind: 'metadata' as const, field: 'dist.integrity', value: shorten(published, 120) },
    ],
  };
}
