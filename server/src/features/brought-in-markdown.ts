import { isAtLeast, LEVELS, openQuestions, type Assessment, type Level } from '../model/index.js';
import { count } from '../report/support/wording.js';
import { chainText, type BroughtInAssessment } from './support/brought-in.js';
import type { Escapes } from './support/escapes.js';
import { LEVEL_WORDS } from './support/words.js';

const MAX_CHAIN_LENGTH = 200;

const WORST_FIRST: readonly Level[] = Object.freeze([...LEVELS].reverse());

/**
 * What a manifest line brings in, in Markdown: how many packages, and the worst of them. Undefined: nothing.
 *
 * @param limit how many are named; who wants to see all of them opens the lockfile
 * @param icon what stands before it
 */
export function broughtInMarkdown(
  brought: readonly BroughtInAssessment[],
  escapes: Escapes,
  limit: number,
  icon = '',
): string | undefined {
  if (brought.length === 0) return undefined;
  const atRisk = brought.filter(({ findings }) => findings.length > 0);
  const items = atRisk.slice(0, limit).map((assessment) => item(assessment, escapes));
  const more = atRisk.length - items.length;
  return [
    `${icon}Brings in ${count(brought.length, 'package')}: ${[...levels(brought), ...gaps(brought)].join(', ')}`,
    ...items,
    ...(more > 0 ? [`- and ${more} more`] : []),
  ].join('\n');
}

function levels(brought: readonly Assessment[]): readonly string[] {
  const counts = WORST_FIRST.filter((level) => isAtLeast(level, 'low')).flatMap((level) => {
    const amount = brought.filter((one) => one.level === level).length;
    return amount === 0 ? [] : [`${amount} ${level}`];
  });
  return counts.length === 0 ? ['no problem found'] : counts;
}

function gaps(brought: readonly Assessment[]): readonly string[] {
  const pending = brought.filter((one) => one.pending).length;
  const incomplete = brought.filter((one) => openQuestions(one).length > 0).length;
  return [
    ...(pending === 0 ? [] : [`${pending} still being checked`]),
    ...(incomplete === 0 ? [] : [`${incomplete} not fully checked`]),
  ];
}

function item({ subject, findings, level }: BroughtInAssessment, escapes: Escapes): string {
  const [worst] = findings;
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  const chain = escapes.code(chainText(subject), MAX_CHAIN_LENGTH);
  return `- **${LEVEL_WORDS[level]}:** ${escapes.markdown(worst?.message ?? '')}${more} · ${chain}`;
}
