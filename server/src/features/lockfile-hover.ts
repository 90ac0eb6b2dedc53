import { MarkupKind, type Hover } from 'vscode-languageserver';
import { caseMarkdown } from './case-markdown.js';
import type { Escapes } from './support/escapes.js';
import { entryAt, verdictOn, type JudgedLockfile } from './support/judged-lockfile.js';
import type { SourceLinks } from './support/source-links.js';
import { keyRange } from './support/lockfile-place.js';

export interface LockfileHoverInput {
  readonly lockfile: JudgedLockfile;
  /** Offset of the cursor in the document. */
  readonly offset: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly escapes: Escapes;
  readonly sources?: SourceLinks;
}

/** The whole case of the entry under the cursor, with the way to it; undefined where there is none. */
export function lockfileHoverAt(input: LockfileHoverInput): Hover | undefined {
  const { lockfile, offset, now, escapes, sources } = input;
  const entry = entryAt(lockfile.entries, offset);
  const verdict = entry === undefined ? undefined : verdictOn(entry, lockfile.assessments);
  if (entry === undefined || verdict === undefined) return undefined;
  const key = keyRange(lockfile.document, entry);
  const onKey = key !== undefined && lockfile.document.offsetAt(key.end) >= offset;
  return {
    contents: { kind: MarkupKind.Markdown, value: caseMarkdown({ assessment: verdict, now, escapes, sources }) },
    // Editors paint the range: a whole entry can span a screen.
    ...(onKey ? { range: key } : {}),
  };
}
