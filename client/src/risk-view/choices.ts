import { type QuickPickItem, window } from 'vscode';
import { DEFAULT_OPTIONS, type Grouping, type Order, type RiskViewOptions } from './options.js';
import type { RiskLevel } from '../../../server/src/protocol/risk-view.js';
import { t } from '../l10n.js';

type Choice<T> = QuickPickItem & { readonly value: T };

const groupings = (): readonly Choice<Grouping>[] => [
  { label: t('By level'), value: 'level' },
  {
    label: t('By direct dependency'),
    detail: t('What a line of the manifest brings in stands under it.'),
    value: 'dependency',
  },
  { label: t('By rule'), value: 'rule' },
];

const orders = (): readonly Choice<Order>[] => [
  { label: t('Worst first'), value: 'level' },
  { label: t('By name'), value: 'name' },
];

const leastLevels = (): readonly Choice<RiskLevel>[] => [
  { label: t('All levels'), value: 'low' },
  { label: t('Medium and above'), value: 'medium' },
  { label: t('High and above'), value: 'high' },
  { label: t('Critical only'), value: 'critical' },
];

type Choose = (now: RiskViewOptions) => Promise<Partial<RiskViewOptions> | undefined>;

export const chooseGrouping: Choose = async ({ groupBy }) => {
  const value = await pick(t('Group the risk view'), groupings(), groupBy);
  return value && { groupBy: value };
};

export const chooseOrder: Choose = async ({ sortBy }) => {
  const value = await pick(t('Sort the risk view'), orders(), sortBy);
  return value && { sortBy: value };
};

/** What is shown: from which level on, then which words. */
export const chooseFilter: Choose = async ({ leastLevel, filter }) => {
  const level = await pick(t('Filter the risk view (1/2): which levels'), leastLevels(), leastLevel);
  if (level === undefined) return undefined;
  const words = await window.showInputBox({
    title: t('Filter the risk view (2/2): which words'),
    prompt: t('Part of a package, a rule or a message; empty shows all.'),
    value: filter,
  });
  return words === undefined ? undefined : { leastLevel: level, filter: words };
};

export const NO_FILTER: Partial<RiskViewOptions> = Object.freeze({
  leastLevel: DEFAULT_OPTIONS.leastLevel,
  filter: DEFAULT_OPTIONS.filter,
});

async function pick<T>(title: string, choices: readonly Choice<T>[], now: T): Promise<T | undefined> {
  const items = choices.map((one) => (one.value === now ? { ...one, description: t('now') } : one));
  const choice = await window.showQuickPick(items, { title });
  return choice?.value;
}
