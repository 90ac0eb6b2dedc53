import {
  likeliestMeant,
  overviewOf,
  valueOf,
  type Outcome,
  type Packument,
  type Popularity,
  type Subject,
} from '../model/index.js';
import type { LookUp } from '../sources/source.js';

/** A name with more versions than these is nobody's slip, and no rule speaks of what it resembles. */
const MOST_VERSIONS = 20;

/**
 * Asks for the much-used package that a line of a manifest resembles, so that its age can be told beside the other's. Only
 * where the registry has answered about the line itself: its configuration is known then, and it can be reached.
 */
export function meantLookUp(
  subject: Subject,
  packument: Outcome<Packument> | undefined,
  popularity: Outcome<Popularity> | undefined,
): LookUp | undefined {
  const known = valueOf(popularity);
  const name = known !== undefined && subject.direct && isDoubtful(packument) ? likeliestMeant(known) : undefined;
  return name === undefined || name === subject.name ? undefined : { name };
}

function isDoubtful(packument: Outcome<Packument> | undefined): boolean {
  if (packument?.status === 'absent') return true;
  return packument?.status === 'ok' && overviewOf(packument.value).versions < MOST_VERSIONS;
}
