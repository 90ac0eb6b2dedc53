import type { RiskLevel } from '../../../server/src/protocol/risk-view.js';

/** Worst first. */
export const RISK_LEVELS: readonly RiskLevel[] = Object.freeze(['critical', 'high', 'medium', 'low']);

/** What the packages of a project are put under. */
export const GROUPINGS = ['level', 'dependency', 'rule'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const ORDERS = ['level', 'name'] as const;
export type Order = (typeof ORDERS)[number];

/** What is shown, and in which order. */
export interface RiskViewOptions {
  readonly groupBy: Grouping;
  readonly sortBy: Order;
  /** What is milder is left out. */
  readonly leastLevel: RiskLevel;
  /** Only packages, rules and messages with this in them, in any letter case; empty: all. */
  readonly filter: string;
}

export const DEFAULT_OPTIONS: RiskViewOptions = Object.freeze({
  groupBy: 'level',
  sortBy: 'level',
  leastLevel: 'low',
  filter: '',
});

/** What was kept from another time; whatever is missing or malformed is as at first. */
export function readOptions(kept: unknown): RiskViewOptions {
  const { groupBy, sortBy, leastLevel, filter } = (typeof kept === 'object' && kept !== null ? kept : {}) as Partial<
    Record<keyof RiskViewOptions, unknown>
  >;
  return {
    groupBy: GROUPINGS.find((one) => one === groupBy) ?? DEFAULT_OPTIONS.groupBy,
    sortBy: ORDERS.find((one) => one === sortBy) ?? DEFAULT_OPTIONS.sortBy,
    leastLevel: RISK_LEVELS.find((one) => one === leastLevel) ?? DEFAULT_OPTIONS.leastLevel,
    filter: typeof filter === 'string' ? filter : DEFAULT_OPTIONS.filter,
  };
}
