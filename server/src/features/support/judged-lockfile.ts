import { lockedPackageKey, type Assessment, type LockEntry } from '../../model/index.js';
import type { LockfileDocument } from './lockfile-place.js';

/** A lockfile's text, what was read from it, and what is judged of its packages. */
export interface JudgedLockfile extends LockfileDocument {
  readonly assessments: readonly Assessment[];
}

/** The verdict on each place; a package that lies in several has one for all of them. */
export function verdictsByPackage(assessments: readonly Assessment[]): ReadonlyMap<string, Assessment> {
  return new Map(
    assessments.flatMap((assessment) => {
      const { name, locked } = assessment.subject;
      return locked === undefined ? [] : [[lockedPackageKey({ name, ...locked }), assessment]];
    }),
  );
}

/** The innermost entry around an offset: old lockfiles write entries into each other. */
export function entryAt(entries: ReadonlyMap<string, LockEntry>, offset: number): LockEntry | undefined {
  let found: LockEntry | undefined;
  for (const entry of entries.values()) {
    const { start, end } = entry.span;
    if (start > offset || end < offset) continue;
    if (found === undefined || end - start < found.span.end - found.span.start) found = entry;
  }
  return found;
}

/** What is judged of an entry. One that comes from no registry is judged nowhere, and says that. */
export function verdictOn(entry: LockEntry, assessments: readonly Assessment[]): Assessment | undefined {
  if (entry.workspace === true || entry.link === true) return undefined;
  return verdictsByPackage(assessments).get(lockedPackageKey(entry)) ?? notJudged(entry);
}

function notJudged({ name, direct, dev }: LockEntry): Assessment {
  const resolution = { from: 'nowhere', because: 'not-from-registry' } as const;
  return {
    subject: { name, resolution, direct: direct === true, dev: dev === true, paths: [] },
    ...{ level: 'none', findings: [], accepted: [], coverage: [], facts: {}, pending: false },
  };
}
