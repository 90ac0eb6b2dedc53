import {
  phrase,
  type KnownRegistries,
  type LockedWords,
  type Outcome,
  type Packument,
  type Phrase,
  type Subject,
} from '../model/index.js';
import { defineRule } from './rule.js';
import { addressOf, isKnownRegistry, placesOf } from './support/locked-address.js';
import { compareWithRegistry } from './support/locked-hashes.js';
import { withoutSecrets } from './support/remote-url.js';
import { labelOf, shorten } from './support/text.js';

/**
 * Formats whose managers remove what nothing needs any more, and which say themselves what the project asks for. Yarn
 * keeps honest leftovers; where only the manifest says what is asked for, it can have changed since.
 */
const PRUNED: ReadonlySet<string> = new Set(['package-lock.json', 'pnpm-lock.yaml', 'bun.lock', 'vlt-lock.json']);

/** A package that is in the lockfile although nothing depends on it. */
export const lockfileInjected = defineRule({
  id: 'lockfile-injected',
  title: 'Lockfile entry that nothing depends on',
  needs: ['packument'],
  find({ subject, facts, registries }) {
    const places = placesOf(subject);
    const [first] = places;
    if (first === undefined || subject.direct || places.some(({ unreachable }) => unreachable !== true)) return [];
    const suspicion = suspicionOf(subject, places, facts.packument, registries);
    if (suspicion === undefined && !isPruned(first)) return [];
    const sentence = phrase('nothing depends on {package}, which the lockfile holds', { package: labelOf(subject) });
    return [
      {
        message:
          suspicion === undefined ? sentence : phrase('{sentence}, and {reason}', { sentence, reason: suspicion }),
        level: suspicion === undefined ? 'low' : 'medium',
        target: 'name',
        evidence: places.slice(0, MAX_PLACES).map(evidenceOf),
      },
    ];
  },
});

function isPruned({ format }: LockedWords): boolean {
  return PRUNED.has(format ?? '');
}

/** More places than these tell a reader nothing new. */
const MAX_PLACES = 3;

function evidenceOf(place: LockedWords) {
  const url = addressOf(place)?.url;
  const value = url === undefined ? shorten(place.id) : withoutSecrets(url);
  return { kind: 'lockfile' as const, field: url === undefined ? 'entry' : 'resolved', value };
}

/** What makes a leftover look like bait: an install script, another source, other bytes. */
function suspicionOf(
  subject: Subject,
  places: readonly LockedWords[],
  packument: Outcome<Packument>,
  registries: KnownRegistries,
): Phrase | undefined {
  if (places.some(({ hasInstallScript }) => hasInstallScript === true))
    return phrase('it runs a script when it is installed');
  const comparisons = places.map((place) => [place, compareWithRegistry(subject, place, packument)] as const);
  if (comparisons.some(([, comparison]) => typeof comparison !== 'string')) {
    return phrase('its bytes are not those that the registry has');
  }
  const isForeign = comparisons.some(([place, comparison]) => {
    const address = addressOf(place);
    if (address === undefined || isKnownRegistry(address, registries)) return false;
    // A whole lockfile can come from a mirror that is not known here: then its leftovers do, too.
    return comparison === 'not-there' || (comparison === 'unknown' && isPruned(place));
  });
  return isForeign ? phrase('it comes from no configured registry') : undefined;
}
