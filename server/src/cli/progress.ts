import type { Progress } from '../engine/engine.js';
import type { Clock } from '../platform/clock.js';
import { terminalText } from '../report/support/terminal.js';
import type { Output } from './io.js';

/** More often than this, nobody can read it. */
const INTERVAL_MS = 80;
const CLEAR_LINE = '\r\u001b[K';

/** One line that is written over and goes away at the end. */
export interface ProgressLine {
  show(what: string, progress: Progress): void;
  /** Something of which nobody knows how long it takes. */
  say(what: string): void;
  clear(): void;
}

/** Nothing at all where the output is no terminal: there, lines would pile up. */
export function progressLine(output: Output, now: Clock): ProgressLine {
  if (output.isTTY !== true) return { show: () => {}, say: () => {}, clear: () => {} };
  let shownAt = -Infinity;
  return {
    show(what, { done, total }) {
      const time = now();
      if (time - shownAt < INTERVAL_MS && done < total) return;
      shownAt = time;
      output.write(`${CLEAR_LINE}Judging ${terminalText(what, 40)}: ${done} of ${total}`);
    },
    say(what) {
      shownAt = now();
      output.write(`${CLEAR_LINE}${terminalText(what)}`);
    },
    clear() {
      if (shownAt > -Infinity) output.write(CLEAR_LINE);
    },
  };
}
