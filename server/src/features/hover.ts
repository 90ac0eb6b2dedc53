import { MarkupKind, type Hover } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Assessment } from '../model/index.js';
import { cardMarkdown } from './card-markdown.js';
import { caseMarkdown } from './case-markdown.js';
import { broughtInByLine } from './support/brought-in.js';
import type { CaseCommands, CaseInput } from './support/case-input.js';
import { NO_ICONS, type Icons } from './support/icons.js';
import { assessmentsAt, lineAssessments, rangeOf } from './support/judged-manifest.js';

/** What an editor can do with a case beyond showing it. */
export interface CaseDisplay extends Pick<CaseInput, 'now' | 'escapes' | 'sources'> {
  /** Absent where the editor paints none. */
  readonly icons?: Icons;
  /** Absent where the editor cannot open a case: then all of it is in the hover. */
  readonly caseCommands?: (assessment: Assessment) => CaseCommands;
}

export interface HoverInput extends CaseDisplay {
  readonly document: TextDocument;
  /** The manifest's lines, and what they bring in. */
  readonly assessments: readonly Assessment[];
  /** Offset of the cursor in the document. */
  readonly offset: number;
}

/** The case of the dependency under the cursor; undefined where there is none. */
export function hoverAt({ document, assessments, offset, ...display }: HoverInput): Hover | undefined {
  const [line] = assessmentsAt(assessments, { start: offset, end: offset });
  if (line === undefined) return undefined;
  const broughtIn = broughtInByLine(lineAssessments(assessments), assessments).get(line);
  return {
    contents: { kind: MarkupKind.Markdown, value: hoverMarkdown({ ...display, assessment: line, broughtIn }) },
    range: rangeOf(document, line.subject.dependency.span),
  };
}

/** In short with a link to the whole case, or all of it. */
export function hoverMarkdown({ icons = NO_ICONS, caseCommands, ...input }: CaseDisplay & CaseInput): string {
  if (caseCommands === undefined) return caseMarkdown(input);
  return cardMarkdown({ ...input, icons, commands: caseCommands(input.assessment) });
}
