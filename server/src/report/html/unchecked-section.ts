import { distinctWords, phrase, type Phrase, type Say, type Words } from '../../model/index.js';
import type { ProjectReport, Report, Summary } from '../report.js';
import { htmlText } from '../support/html-text.js';

/** More of these tell a reader nothing new. */
const MAX_LINES = 50;

/** What was judged without: files that could not be read, and questions that nobody has answered. */
export function uncheckedSection({ projects, summary }: Report, say: Say): string {
  const unread = sentences(projects, ({ problems }) => problems, say);
  return section('unchecked', phrase('What could not be checked'), [...unread, ...openLines(summary, say)], say);
}

/** What of the projects' own files was left unused, and what else a reader has to know of how they were judged. */
export function notesSection({ projects }: Report, say: Say): string {
  const lines = sentences(projects, ({ notes }) => notes, say);
  return section('notes', phrase('Notes'), lines, say);
}

/** Of several projects, each sentence says whose it is. */
function sentences(
  projects: readonly ProjectReport[],
  of: (project: ProjectReport) => readonly Words[],
  say: Say,
): readonly string[] {
  return projects.flatMap((project) => {
    const whose = projects.length > 1 ? ` (${project.path})` : '';
    return distinctWords(of(project)).map((words) => say(words) + whose);
  });
}

function openLines({ openQuestions }: Summary, say: Say): readonly string[] {
  const reasons = new Map<string, number>();
  for (const { words, packages } of openQuestions.flatMap((one) => one.reasons)) {
    const reason = say(words);
    reasons.set(reason, Math.max(packages, reasons.get(reason) ?? 0));
  }
  return [...reasons].map(([reason, packages]) => `${reason} (${say(packageWords(packages))})`);
}

function packageWords(packages: number): Phrase {
  return packages === 1 ? phrase('1 package') : phrase('{packages} packages', { packages });
}

function section(id: string, title: Phrase, lines: readonly string[], say: Say): string {
  if (lines.length === 0) return '';
  const more = lines.length - MAX_LINES;
  const shown = more > 0 ? [...lines.slice(0, MAX_LINES), say(phrase('and {more} more', { more }))] : lines;
  const items = shown.map((line) => `<li>${htmlText(line)}</li>`).join('');
  return `<section aria-labelledby="${id}-title"><h2 id="${id}-title">${htmlText(say(title))}</h2><ul>${items}</ul></section>`;
}
