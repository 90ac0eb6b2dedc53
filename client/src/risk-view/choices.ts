import { type QuickPickItem, window } from 'vscode';
import { DEFAULT_OPTIONS, type Grouping, type Order, RISK_LEVELS, type RiskViewOptions } from './options.js';
import type { RiskLevel } from '../../../server/src/protocol/risk-view.js';

type Choice<T> = QuickPickItem & { readonly value: T };

const GROUPINGS: readonly Choice<Grouping>[] = [
  { label: 'By level', value: 'level' },
  {
    label: 'By direct dependency',
    detail: 'What a line of the manifest brings in stands under it.',
    value: 'dependency',
  },
  { label: 'By rule', value: 'rule' },
];

const ORDERS: readonly Choice<Order>[] = [
  { label: 'Worst first', value: 'level' },
  { label: 'By name', value: 'name' },
];

const LEAST_LEVELS: readonly Choice<RiskLevel>[] = RISK_LEVELS.toReversed().map((value) => ({
  label: value === 'low' ? 'All levels' : value === 'critical' ? 'Critical only' : `${value} and above`,
  value,
}));

type Choose = (now: RiskViewOptions) => Promise<Partial<RiskViewOptions> | undefined>;

export const chooseGrouping: Choose = async ({ groupBy }) => {
  const value = await pick('Group the risk view', GROUPINGS, groupBy);
  return value && { groupBy: value };
};

export const chooseOrder: Choose = async ({ sortBy }) => {
  const value = await pick('Sort the risk view', ORDERS, sortBy);
  return value && { sortBy: value };
};

/** What is shown: from which level on, then which words. */
export const chooseFilter: Choose = async ({ leastLevel, filter }) => {
  const level = await pick('Filter the risk view (1/2): which levels', LEAST_LEVELS, leastLevel);
  if (level === undefined) return undefined;
  const words = await window.showInputBox({
    title: 'Filter the risk view (2/2): which words',
    prompt: 'Part of a package, a rule or a message; empty shows all.',
    value: filter,
  });
  return words === undefined ? undefined : { leastLevel: level, filter: words };
};

export const NO_FILTER: Partial<RiskViewOptions> = Object.freeze({
  leastLevel: DEFAULT_OPTIONS.leastLevel,
  filter: DEFAULT_OPTIONS.filter,
});

async function pick<T>(title: string, choices: readonly Choice<T>[], now: T): Promise<T | undefined> {
  const items = choices.map((one) => (one.value === now ? { ...one, description: 'now' } : one));
  const choice = await window.showQuickPick(items, { title });
  return choice?.value;
}
