import { valueOf, type Outcome, type Packument, type Popularity, type Subject } from '../model/index.js';
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
  const name = subject.direct && isDoubtful(packument) ? meantName(valueOf(popularity)) : undefined;
  return name === undefined || name === subject.name ? undefined : { name };
}

function meantName(popularity: Popularity | undefined): string | undefined {
  if (popularity === undefined || popularity.rank !== undefined || popularity.established === true) return undefined;
  return popularity.similar[0]?.name ?? popularity.compound?.meant[0];
}

function isDoubtful(packument: Outcome<Packument> | undefined): boolean {
  if (packument?.status === 'absent') return true;
  return packument?.status === 'ok' && Object.keys(packument.value.versions).length < MOST_VERSIONS;
}
