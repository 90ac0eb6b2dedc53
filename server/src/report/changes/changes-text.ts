import type { ChangesSince } from '../report.js';
import type { Typesetting } from '../support/finding-lines.js';
import { paragraph, rule } from '../support/layout.js';
import { terminalText } from '../support/terminal.js';
import { count } from '../support/wording.js';
import type { JudgedVersion } from './package-change.js';

/** A branch that changes more than this is read in JSON. */
const MAX_LINES = 60;

/** What a branch changes, one package in a line: `express 4.17.1 (high) → 4.21.2`. */
export function changesLines(changes: ChangesSince | undefined, { style, width }: Typesetting): readonly string[] {
  if (changes === undefined) return [];
  const { revision, packages } = changes;
  const title = rule(`since ${terminalText(revision)}`, `${count(packages.length, 'package')} changed`, width);
  const lines = packages.slice(0, MAX_LINES).flatMap(({ name, before, after, introduced, resolved }) => {
    const brings = introduced.map((one) => `${one.level} ${one.rule}`);
    const ends = resolved.map((one) => `no longer ${one.rule}`);
    const notes = [...new Set([...brings, ...ends])].join(', ');
    const text = `${name} ${sideText(before)} → ${sideText(after)}${notes === '' ? '' : `: ${notes}`}`;
    return paragraph(terminalText(text), { width, indent: 2 });
  });
  const more = packages.length - MAX_LINES;
  return [style.dim(title), ...lines, ...(more > 0 ? [`  and ${more} more`] : []), ''];
}

function sideText(all: readonly JudgedVersion[]): string {
  const texts = all.map(({ version = 'no version', level }) => (level === 'none' ? version : `${version} (${level})`));
  return texts.length === 0 ? 'nothing' : texts.join(', ');
}
