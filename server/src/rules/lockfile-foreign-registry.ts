import type { KnownRegistries, Level, LockedWords, Outcome, Packument, Subject } from '../model/index.js';
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
      message: `the lockfile takes ${labelOf(subject)} from ${sourceIn(address)}, ${verdict.because}`,
      level: verdict.level,
      target: 'specifier',
      evidence: [{ kind: 'lockfile', field: 'resolved', value: withoutSecrets(address.url) }],
    },
  ];
}

function sourceIn({ kind, host, url }: LockedAddress): string {
  if (kind === 'tarball') return shorten(host, 100);
  return `${kind === 'git' ? 'the git repository' : 'the file'} ${withoutSecrets(url)}`;
}

interface Verdict {
  readonly level: Exclude<Level, 'none'>;
  /** Behind "takes it from …, ". */
  readonly because: string;
}

const PAST_THE_REGISTRY: Readonly<Record<'git' | 'file', Verdict>> = Object.freeze({
  git: { level: 'high', because: 'although a version of a registry is asked for' },
  file: { level: 'medium', because: 'although a version of a registry is asked for' },
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
    const because = "which the project's own configuration names; that is not used until the project is trusted";
    return { level: held ? 'low' : 'medium', because };
  }
  if (!held) return foreign('high', 'no strong hash says which bytes it has to be');
  if (comparison === 'not-there') return foreign('medium', 'the registry that is has no such version');
  if (comparison !== 'unknown') return foreign('high', 'the bytes are not those that the registry has');
  return packument.status === 'ok' ? foreign('medium', 'its hash cannot be compared') : foreign('low');
}

function foreign(level: Verdict['level'], reason?: string): Verdict {
  const because = 'which is none of the configured registries';
  return { level, because: reason === undefined ? because : `${because}, and ${reason}` };
}
