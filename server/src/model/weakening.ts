import type { Level } from './level.js';

/** One decision of a team that a branch makes laxer. Names in it are text from outside. */
export type Weakening = { readonly file: string } & (
  | {
      readonly kind: 'rule';
      readonly rule: string;
      /** Absent: what the rule itself says. */
      readonly before?: 'off' | Level;
      readonly now?: 'off' | Level;
    }
  | { readonly kind: 'allowed'; readonly package: string }
  /** It is new, holds longer, or for other bytes than before. */
  | { readonly kind: 'accepted'; readonly package: string; readonly rule: string }
  /** Hours that a version has to be out. */
  | { readonly kind: 'cooldown'; readonly before: number; readonly now: number }
  /** An advisory that another tool is told to leave aside; absent: every one of the package. */
  | { readonly kind: 'ignored'; readonly advisory?: string; readonly package?: string }
  /** Findings that a baseline holds and did not hold, or held at a lower level. */
  | { readonly kind: 'baseline'; readonly findings: number }
);
