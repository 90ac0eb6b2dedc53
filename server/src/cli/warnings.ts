import type { Logger } from '../platform/logger.js';

/** What failed more often than this has one cause; the reader needs it once. */
const MAX_WARNINGS = 5;

export interface Warnings {
  readonly logger: Logger;
  /** Each warning once, in the order of their first appearance. */
  texts(): readonly string[];
}

/** Keeps what the engine warns of until the report is out, so that neither disturbs the other. */
export function collectWarnings(): Warnings {
  const seen = new Set<string>();
  const keep = (message: string): void => {
    seen.add(message);
  };
  return {
    logger: { debug() {}, info() {}, warn: keep, error: keep },
    texts() {
      const hidden = seen.size - MAX_WARNINGS;
      const shown = [...seen].slice(0, MAX_WARNINGS);
      return hidden > 0 ? [...shown, `${hidden} more warnings are left out.`] : shown;
    },
  };
}

/** Says each warning at once; for a run without an end. */
export function tellWarnings(say: (text: string) => void): Warnings {
  return { logger: { debug() {}, info() {}, warn: say, error: say }, texts: () => [] };
}
