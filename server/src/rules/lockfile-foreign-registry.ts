import {
  phrase,
  type KnownRegistries,
  type Level,
  type LockedWords,
  type Outcome,
  type Packument,
  type Phrase,
  type Subject,
  type Words,
} from '../model/index.js';
import { defineRule } from './rule.js';
import {
  addressOf,
  isAskedOfRegistry,
  isKnownRegistry,
  placesOf,
  type LockedAddress,
} from './support/locked-address.js';
import { compareWithRegistry, isHeld, type Comparison } from './support/locked-hashes.js';
import { withoutSecrets } from './support/remote-url.js';
import { labelOf, shorten } from './support/text.js';
import { worstDraft, type GradedDraft } from './support/worst-draft.js';

/** A registry's package that the lockfile takes from somewhere else. */
export const lockfileForeignRegistry = defineRule({
  id: 'lockfile-foreign-registry',
  title: 'Lockfile entry from a registry that is not configured',
  needs: ['packument'],
  find({ subject, facts, registries }) {
    if (!isAskedOfRegistry(subject)) return [];
    return worstDraft(placesOf(subject).flatMap((place) => draftOf(subject, place, facts.packument, registries)));
  },
});

function draftOf(
  subject: Subject,
  place: LockedWords,
  packument: Outcome<Packument>,
  registries: KnownRegistries,
): readonly GradedDraft[] {
  const address = addressOf(place);
  if (address === undefined || isKnownRegistry(address, registries)) return [];
  const verdict =
    address.kind === 'tarball'
      ? mirrorVerdict({
          place,
          packument,
          comparison: compareWithRegistry(subject, place, packument),
          isNamedByProject: registries.unused.has(address.host),
        })
      : PAST_THE_REGISTRY[address.kind];
  if (verdict === undefined) return [];
  return [
    {
      message: verdict.says({ package: labelOf(subject), source: sourceIn(address) }),
      level: verdict.level,
      target: 'specifier',
      evidence: [{ kind: 'lockfile', field: 'resolved', value: withoutSecrets(address.url) }],
    },
  ];
}

function sourceIn({ kind, host, url }: LockedAddress): string {
  return kind === 'tarball' ? shorten(host, 100) : withoutSecrets(url);
}

interface About {
  readonly package: Words;
  /** A host, or the address of what comes past every registry. */
  readonly source: string;
}

interface Verdict {
  readonly level: Exclude<Level, 'none'>;
  readonly says: (about: About) => Phrase;
}

const PAST_THE_REGISTRY: Readonly<Record<'git' | 'file', Verdict>> = Object.freeze({
  git: {
    level: 'high',
    says: (about) =>
      phrase(
        'the lockfile takes {package} from the git repository {source}, although a version of a registry is asked for',
        about,
      ),
  },
  file: {
    level: 'medium',
    says: (about) =>
      phrase(
        'the lockfile takes {package} from the file {source}, although a version of a registry is asked for',
        about,
      ),
  },
});

/** A place whose host is not configured, and what the registry that is has to say of it. */
interface Mirrored {
  readonly place: LockedWords;
  readonly packument: Outcome<Packument>;
  readonly comparison: Comparison;
  /** By files that are not used, as the project is not trusted. */
  readonly isNamedByProject: boolean;
}

/**
 * Companies have mirrors, and lockfiles travel: where the bytes are those of the registry, nothing is wrong. Where the
 * lockfile's hash is the only thing that says which bytes they are, it depends on who wrote that.
 */
function mirrorVerdict({ place, packument, comparison, isNamedByProject }: Mirrored): Verdict | undefined {
  // In a moment the registry's hash is there, and most likely this is a mirror.
  const isPending = packument.status === 'skipped' && packument.reason === 'pending';
  if (isPending || comparison === 'same') return undefined;
  const held = isHeld(place);
  if (isNamedByProject) {
    return { level: held ? 'low' : 'medium', says: isUntrusted };
  }
  if (!held) return foreign('high', phrase('no strong hash says which bytes it has to be'));
  if (comparison === 'not-there') return foreign('medium', phrase('the registry that is has no such version'));
  if (comparison !== 'unknown') return foreign('high', phrase('the bytes are not those that the registry has'));
  return packument.status === 'ok' ? foreign('medium', phrase('its hash cannot be compared')) : foreign('low');
}

function isUntrusted(about: About): Phrase {
  return phrase(
    "the lockfile takes {package} from {source}, which the project's own configuration names; that is not used until the project is trusted",
    about,
  );
}

function foreign(level: Verdict['level'], reason?: Phrase): Verdict {
  const isForeign = (about: About): Phrase =>
    phrase('the lockfile takes {package} from {source}, which is none of the configured registries', about);
  if (reason === undefined) return { level, says: isForeign };
  return { level, says: (about) => phrase('{sentence}, and {reason}', { sentence: isForeign(about), reason }) };
}
