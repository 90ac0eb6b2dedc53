import { STOPPED } from '../guard/guarding.js';
import { isAtLeast, type Level } from '../model/index.js';

/** What the process tells its caller. Other programs rely on these. */
export const EXIT_CODES = Object.freeze({
  /** Nothing at or above the threshold; or the command did what it was asked. */
  ok: 0,
  /** Something at or above the threshold. */
  found: 1,
  /** Wrong usage, or input that cannot be read. */
  unusable: 2,
  /** `--strict`: nothing found, but something could not be checked. */
  unchecked: 3,
  /** `guard`: the command was stopped, and nothing of it was installed. */
  stopped: STOPPED,
  /** 128 + SIGINT, as shells have it. */
  interrupted: 130,
});

export interface CheckResult {
  /** Some PATH could not be read at all: whatever else was found, the run does not say what was asked. */
  readonly unreadable: boolean;
  readonly level: Level;
  readonly failOn: Level;
  readonly strict: boolean;
  /** Something could not be checked. */
  readonly incomplete: boolean;
}

export function checkExitCode({ unreadable, level, failOn, strict, incomplete }: CheckResult): number {
  if (unreadable) return EXIT_CODES.unusable;
  if (isAtLeast(level, failOn)) return EXIT_CODES.found;
  return strict && incomplete ? EXIT_CODES.unchecked : EXIT_CODES.ok;
}
