import {
  overviewOf,
  phrase,
  type FailureReason,
  type Outcome,
  type Packument,
  type Phrase,
} from '../../model/index.js';
import { ageInWords, DAY } from './durations.js';
import { holdsOnlyPlaceholders } from './placeholder.js';

/** Look-alikes that do harm are found and removed within days, rarely months; after two years nobody waits for them. */
const ESTABLISHED_AFTER = 2 * 365 * DAY;
/**
 * Where the registry does not tell when the name was created, its dates are those of a mirror, and the package is older:
 * `pluralise` of 2014 is of December 2024 in one of them.
 */
const ESTABLISHED_AFTER_AT_LEAST = 1.5 * 365 * DAY;

/** Somebody works on it: this many versions, and not all published in one campaign. */
const WORKED_ON_VERSIONS = 20;
const WORKED_ON_FOR = 180 * DAY;

/** Removed look-alikes had one to four versions. More over a quarter of a year are a beginning of something. */
const MANY_VERSIONS = 5;
const BEGUN_FOR = 90 * DAY;

/** What a registry's document tells of how long a name has been in use. */
export interface NameHistory {
  /**
   * `established`: nobody's trap any more. `begun`: less than that, yet more than a campaign leaves. `unproven`: nothing
   * speaks for it.
   */
  readonly standing: 'established' | 'begun' | 'unproven';
  /** Milliseconds since the name was first published; undefined where the registry gives no dates. */
  readonly age?: number;
  readonly versions: number;
}

/** Undefined for npm's own placeholders, of which another rule speaks. */
export function historyOf(packument: Packument, now: number): NameHistory | undefined {
  const use = useOf(packument);
  if (use === undefined) return undefined;
  const { versions: count, first, workedOn } = use;
  if (first === undefined) return { standing: count >= MANY_VERSIONS ? 'established' : 'unproven', versions: count };
  const age = now - first;
  const isEstablished = age >= settledAfter(packument) || (count >= WORKED_ON_VERSIONS && workedOn >= WORKED_ON_FOR);
  const isBegun = count >= MANY_VERSIONS && workedOn >= BEGUN_FOR;
  return { standing: isEstablished ? 'established' : isBegun ? 'begun' : 'unproven', age, versions: count };
}

/** What does not change with the time of day. */
interface Use {
  readonly versions: number;
  /** Milliseconds since the epoch; undefined where the registry gives no dates. */
  readonly first?: number;
  /** From the first to the last version, in milliseconds. */
  readonly workedOn: number;
}

/** Five rules ask about one document, for each line and each package again, and large ones have thousands of versions. */
const USES = new WeakMap<Packument, Use | 'placeholders'>();

function useOf(packument: Packument): Use | undefined {
  const known = USES.get(packument);
  const use = known ?? (holdsOnlyPlaceholders(packument) ? 'placeholders' : measuredUse(packument));
  if (known === undefined) USES.set(packument, use);
  return use === 'placeholders' ? undefined : use;
}

function measuredUse(packument: Packument): Use {
  const { versions, firstAt, lastAt = -Infinity } = overviewOf(packument);
  const first = packument.createdAt ?? firstAt;
  return { versions, first, workedOn: first === undefined ? 0 : Math.max(0, lastAt - first) };
}

function settledAfter({ createdAt }: Packument): number {
  return createdAt === undefined ? ESTABLISHED_AFTER_AT_LEAST : ESTABLISHED_AFTER;
}

/** Behind the name: `is 3 days old, with 1 version`, or `is little known, with 2 versions`. */
export function historyInWords({ age, versions }: NameHistory): Phrase {
  if (age === undefined) {
    return versions === 1
      ? phrase('is little known, with 1 version')
      : phrase('is little known, with {versions} versions', { versions });
  }
  return versions === 1
    ? phrase('is {age}, with 1 version', { age: ageInWords(age) })
    : phrase('is {age}, with {versions} versions', { age: ageInWords(age), versions });
}

/** Nobody answered. A registry that shows a name only to some has it perhaps, and that is another matter. */
const NOBODY_ANSWERED: readonly FailureReason[] = [
  ...(['offline', 'rate-limited', 'server-error', 'timeout', 'network', 'certificate'] as const),
];

/** Whether nobody could or should be asked about the name, so that all that is known is how it is written. */
export function isExistenceUnknown(packument: Outcome<Packument>): boolean {
  if (packument.status === 'failed') return NOBODY_ANSWERED.includes(packument.reason);
  return packument.status === 'skipped' && packument.reason === 'switched-off';
}
