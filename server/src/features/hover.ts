import { MarkupKind, type Hover } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Assessment } from '../model/index.js';
import { caseMarkdown } from './case-markdown.js';
import type { Escapes } from './support/escapes.js';
import type { SourceLinks } from './support/source-links.js';
import { broughtInByLine } from './support/brought-in.js';
import { assessmentsAt, lineAssessments, rangeOf } from './support/judged-manifest.js';

export interface HoverInput {
  readonly document: TextDocument;
  /** The manifest's lines, and what they bring in. */
  readonly assessments: readonly Assessment[];
  /** Offset of the cursor in the document. */
  readonly offset: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly escapes: Escapes;
  readonly sources?: SourceLinks;
}

/** The whole case of the dependency under the cursor; undefined where there is none. */
export function hoverAt({ document, assessments, offset, now, escapes, sources }: HoverInput): Hover | undefined {
  const [line] = assessmentsAt(assessments, { start: offset, end: offset });
  if (line === undefined) return undefined;
  const broughtIn = broughtInByLine(lineAssessments(assessments), assessments).get(line);
  return {
    contents: {
      kind: MarkupKind.Markdown,
      value: caseMarkdown({ assessment: line, now, escapes, sources, broughtIn }),
    },
    range: rangeOf(document, line.subject.dependency.span),
  };
}
