import { openQuestions, type Assessment } from '../model/index.js';
import { listedIn, type Translate } from '../protocol/translate.js';
import { chainText, type BroughtInAssessment } from './support/brought-in.js';
import type { Escapes } from './support/escapes.js';
import { messageIn } from './support/own-words.js';
import { levelAmounts, levelWord } from './support/words.js';

const MAX_CHAIN_LENGTH = 200;

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
  const { t } = escapes;
  const atRisk = brought.filter(({ findings }) => findings.length > 0);
  const items = atRisk.slice(0, limit).map((assessment) => item(assessment, escapes));
  const more = atRisk.length - items.length;
  return [
    icon + bringsIn(brought.length, listedIn(t, [...levels(brought, t), ...gaps(brought, t)]), t),
    ...items,
    ...(more > 0 ? [`- ${t('and {more} more', { more })}`] : []),
  ].join('\n');
}

function bringsIn(amount: number, found: string, t: Translate): string {
  if (amount === 1) return t('Brings in 1 package: {found}', { found });
  return t('Brings in {amount} packages: {found}', { amount, found });
}

function levels(brought: readonly Assessment[], t: Translate): readonly string[] {
  const counts = levelAmounts((level) => brought.filter((one) => one.level === level).length, t);
  return counts.length === 0 ? [t('no problem found')] : counts;
}

function gaps(brought: readonly Assessment[], t: Translate): readonly string[] {
  const pending = brought.filter((one) => one.pending).length;
  const incomplete = brought.filter((one) => openQuestions(one).length > 0).length;
  return [
    ...(pending === 0 ? [] : [t('{pending} still being checked', { pending })]),
    ...(incomplete === 0 ? [] : [t('{incomplete} not fully checked', { incomplete })]),
  ];
}

function item({ subject, findings, level }: BroughtInAssessment, escapes: Escapes): string {
  const [worst] = findings;
  const more = findings.length > 1 ? ` ${escapes.t('(and {amount} more)', { amount: findings.length - 1 })}` : '';
  const chain = escapes.code(chainText(subject), MAX_CHAIN_LENGTH);
  return `- **${levelWord(level, escapes.t)}:** ${escapes.markdown(worst === undefined ? '' : messageIn(worst, escapes.t))}${more} · ${chain}`;
}
