import type { Level } from './level.js';

/** A rule as reports introduce it. */
export interface RuleDescription {
  readonly id: string;
  /** A noun phrase. */
  readonly title: string;
  /** Of its findings, before a policy has its say; `by-evidence`: each carries its own. */
  readonly level: Level | 'by-evidence';
  /** Why it weighs that much: one sentence. */
  readonly why: string;
  /** The text of its page, where that lies beside the program. */
  readonly page?: string;
}
