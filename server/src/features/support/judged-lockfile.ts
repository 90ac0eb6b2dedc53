import type { Assessment, LockEntry, Span } from '../../model/index.js';
import type { LockfileDocument } from './lockfile-place.js';

/** A lockfile's text, what was read from it, and what is judged of its packages. */
export interface JudgedLockfile extends LockfileDocument {
  readonly assessments: readonly Assessment[];
}

/** By the id of each entry; a package that lies in several places has one verdict for all of them. */
export function verdictsByEntry(assessments: readonly Assessment[]): ReadonlyMap<string, Assessment> {
  return new Map(
    assessments.flatMap((assessment) => {
      const { locked, places = locked === undefined ? [] : [locked] } = assessment.subject;
      return places.map(({ id }) => [id, assessment] as const);
    }),
  );
}

/** The innermost entry around an offset: old lockfiles write entries into each other. */
export function entryAt(entries: ReadonlyMap<string, LockEntry>, offset: number): LockEntry | undefined {
  let found: LockEntry | undefined;
  let shortest = Infinity;
  for (const entry of entries.values()) {
    const length = Math.min(lengthAround(offset, entry.span), lengthAround(offset, entry.needsSpan));
    if (length >= shortest) continue;
    found = entry;
    shortest = length;
  }
  return found;
}

/** Infinity where the place is not within. */
function lengthAround(offset: number, span: Span | undefined): number {
  return span !== undefined && span.start <= offset && offset <= span.end ? span.end - span.start : Infinity;
}

/** What is judged of an entry. One that comes from no registry is judged nowhere, and says that. */
export function verdictOn(entry: LockEntry, assessments: readonly Assessment[]): Assessment | undefined {
  if (entry.workspace === true || entry.link === true) return undefined;
  return verdictsByEntry(assessments).get(entry.id) ?? notJudged(entry);
}

function notJudged({ name, direct, dev }: LockEntry): Assessment {
  const resolution = { from: 'nowhere', because: 'not-from-registry' } as const;
  return {
    subject: { name, resolution, direct: direct === true, dev: dev === true, paths: [] },
    ...{ level: 'none', findings: [], accepted: [], coverage: [], facts: {}, pending: false },
  };
}
