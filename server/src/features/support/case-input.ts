import type { Assessment } from '../../model/index.js';
import type { BroughtInAssessment } from './brought-in.js';
import type { Escapes } from './escapes.js';
import type { SourceLinks } from './source-links.js';

/** What a package's case is told from. */
export interface CaseInput {
  readonly assessment: Assessment;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly escapes: Escapes;
  readonly sources?: SourceLinks;
  /** What the line brings in. */
  readonly broughtIn?: readonly BroughtInAssessment[];
}

/** What can be done with a case: safe between the brackets of a link, and without any text of the package. */
export interface CaseCommands {
  /** Opens the whole case beside. */
  readonly open: string;
  /** Shows what has changed from another version. */
  readonly compare: string;
  /** Asks a language model for a second opinion; absent where the user has not switched that on. */
  readonly opinion?: string;
}

/** Lines of one paragraph, each on its own; what there is nothing to say of is left out. */
export function linesOf(lines: readonly (string | undefined)[]): string {
  return lines.filter(isThere).join('  \n');
}

export function paragraphsOf(paragraphs: readonly (string | undefined)[]): string {
  return paragraphs.filter(isThere).join('\n\n');
}

/** Statements of one line; undefined where there is none. */
export function statement(parts: readonly (string | undefined)[]): string | undefined {
  const line = parts.filter(isThere).join(' · ');
  return line === '' ? undefined : line.charAt(0).toUpperCase() + line.slice(1);
}

function isThere(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}
