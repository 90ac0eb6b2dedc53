import type { Assessment, Evidence } from '../model/index.js';
import type { LookUp } from '../sources/source.js';
import { previousLookUp } from './previous-version.js';
import { lookUpOf } from './questions.js';

/** A file of a package: which bytes are meant, and its path below the package's root. */
export interface PackageFileRef extends LookUp {
  readonly file: string;
}

/** The file in which a piece of evidence stands: one of the judged version, or of the one that it was compared with. */
export function fileOfEvidence(
  { subject, facts }: Assessment,
  { kind, file, line, isOld }: Evidence,
  now: number,
): PackageFileRef | undefined {
  // Evidence in the project's own files has no line.
  if (kind !== 'file' || file === undefined || line === undefined) return undefined;
  const request = isOld === true ? previousLookUp(subject, facts.packument, now) : lookUpOf(subject);
  return request?.version === undefined ? undefined : { ...request, file };
}
