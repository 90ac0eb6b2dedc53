import { MarkupKind, type Hover } from 'vscode-languageserver';
import { hoverMarkdown, type CaseDisplay } from './hover.js';
import { entryAt, verdictOn, type JudgedLockfile } from './support/judged-lockfile.js';
import { keyRange } from './support/lockfile-place.js';

export interface LockfileHoverInput extends CaseDisplay {
  readonly lockfile: JudgedLockfile;
  /** Offset of the cursor in the document. */
  readonly offset: number;
}

/** The case of the entry under the cursor, with the way to it; undefined where there is none. */
export function lockfileHoverAt({ lockfile, offset, ...display }: LockfileHoverInput): Hover | undefined {
  const entry = entryAt(lockfile.entries, offset);
  const verdict = entry === undefined ? undefined : verdictOn(entry, lockfile.assessments);
  if (entry === undefined || verdict === undefined) return undefined;
  const key = keyRange(lockfile.document, entry);
  const onKey = key !== undefined && lockfile.document.offsetAt(key.end) >= offset;
  return {
    contents: { kind: MarkupKind.Markdown, value: hoverMarkdown({ ...display, assessment: verdict }) },
    // Editors paint the range: a whole entry can span a screen.
    ...(onKey ? { range: key } : {}),
  };
}
