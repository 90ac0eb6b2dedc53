import { shareOf, type Score } from './score.js';

export interface Section {
  readonly title: string;
  readonly scores: readonly Score[];
  /** Lines below the title. */
  readonly about?: readonly string[];
}

/** `docs/evaluation.md`. Names of samples that are missed are printed on the terminal, not kept here. */
export function tableOf(sections: readonly Section[], today: Date): string {
  const head = [
    '# Evaluation',
    '',
    `Written by \`npm run evaluate\` on ${today.toISOString().slice(0, 'YYYY-MM-DD'.length)}: how many packages of each kind`,
    'are judged as they should be. Attacks are inert re-creations of real ones; the honest packages are real ones from the',
    'registry, of which nothing is run. `test/evaluation/lists/` says which.',
  ];
  return `${[...head, ...sections.flatMap(sectionLines)].join('\n')}\n`;
}

/** The same document with one section written anew, or added at its end. The others stay as they are. */
export function withSection(document: string, section: Section): string {
  const parts = document.trimEnd().split(/\n(?=## )/);
  const lines = sectionLines(section).slice(1).join('\n');
  const isNew = !parts.some((part) => titleOf(part) === section.title);
  const written = parts.map((part) => (titleOf(part) === section.title ? lines : part.trimEnd()));
  return `${[...written, ...(isNew ? [lines] : [])].join('\n\n')}\n`;
}

function titleOf(part: string): string | undefined {
  return /^## (.+)/.exec(part)?.[1];
}

function sectionLines({ title, scores, about = [] }: Section): readonly string[] {
  const rows = scores.map((score) => [score.name, shareOf(score)] as const);
  const first = Math.max(...rows.map(([name]) => name.length), 'set'.length);
  const second = Math.max(...rows.map(([, share]) => share.length), 'as they should be'.length);
  const line = (name: string, share: string): string => `| ${name.padEnd(first)} | ${share.padEnd(second)} |`;
  return [
    '',
    `## ${title}`,
    '',
    ...(about.length === 0 ? [] : [...about, '']),
    line('set', 'as they should be'),
    `| ${'-'.repeat(first)} | ${'-'.repeat(second)} |`,
    ...rows.map(([name, share]) => line(name, share)),
  ];
}
