import { shareOf, type Score } from './score.js';

export interface Section {
  readonly title: string;
  readonly scores: readonly Score[];
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

function sectionLines({ title, scores }: Section): readonly string[] {
  const rows = scores.map((score) => [score.name, shareOf(score)] as const);
  const first = Math.max(...rows.map(([name]) => name.length), 'set'.length);
  const second = Math.max(...rows.map(([, share]) => share.length), 'as they should be'.length);
  const line = (name: string, share: string): string => `| ${name.padEnd(first)} | ${share.padEnd(second)} |`;
  return [
    '',
    `## ${title}`,
    '',
    line('set', 'as they should be'),
    `| ${'-'.repeat(first)} | ${'-'.repeat(second)} |`,
    ...rows.map(([name, share]) => line(name, share)),
  ];
}
