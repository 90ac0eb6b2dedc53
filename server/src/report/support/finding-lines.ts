import type { Finding, Level } from '../../model/index.js';
import { paragraph } from './layout.js';
import type { Style } from './style.js';
import { terminalText } from './terminal.js';
import { evidenceText } from './wording.js';

/** How lines are set: colours and the columns they may take. */
export interface Typesetting {
  readonly style: Style;
  readonly width: number;
}

const INDENT = 4;

/** The sentence, then in a quieter line the rule and what the finding rests on. */
export function findingLines(finding: Finding, headline: Level, { style, width }: Typesetting): readonly string[] {
  const basis = [
    finding.level === headline ? '' : finding.level,
    terminalText(finding.rule),
    ...finding.evidence
      .filter(({ isOld }, index) => index === 0 || isOld === true)
      .map((evidence) => evidenceText(evidence, finding.message)),
  ];
  return [
    ...paragraph(terminalText(finding.message), { width, indent: INDENT }),
    ...paragraph(basis.filter((part) => part !== '').join(' · '), { width, indent: INDENT + 2, paint: style.dim }),
  ];
}

/** `label  text`, the texts of several labels below each other, and below that what limits it. */
export function labelledLines(
  label: string,
  text: string,
  { style, width }: Typesetting,
  caveat?: string,
): readonly string[] {
  const padded = `${label.padEnd(LABEL_WIDTH)}  `;
  const lines = paragraph(text, { width, indent: INDENT, label: padded, paintLabel: style.dim });
  if (caveat === undefined) return lines;
  return [...lines, ...paragraph(caveat, { width, indent: INDENT + padded.length, paint: style.dim })];
}

/** The longest label of the package blocks is `path`. */
const LABEL_WIDTH = 4;
