import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import type { Progress } from '../engine/engine.js';
import type { Logger } from '../platform/logger.js';
import { attempt } from './error-boundary.js';
import type { Timers } from '../platform/timers.js';

/** Shorter work than this is over before anybody has read that it runs. */
export const SHOW_AFTER_MS = 1000;

export interface LongWork {
  readonly report: (progress: Progress) => void;
  readonly end: () => void;
}

/** @param cancel what the user's wish to stop does. */
export type ShowLongWork = (cancel: () => void) => LongWork;

/** Shows work as the editor's progress once it takes long; editors without such a display show nothing. */
export function longWorkDisplay(connection: Connection, timers: Timers, logger: Logger): ShowLongWork {
  return (cancel) => {
    let reporter: WorkDoneProgressServerReporter | undefined;
    let ended = false;
    let shown = -1;
    const show = async (): Promise<void> => {
      const created = await connection.window.createWorkDoneProgress();
      created.token.onCancellationRequested(cancel);
      created.begin('Checking dependencies', 0, undefined, true);
      if (ended) created.done();
      else reporter = created;
    };
    const cancelTimer = timers.after(SHOW_AFTER_MS, () => void attempt('showing progress', logger, show));
    return {
      report({ done, total }) {
        const percent = total === 0 ? 0 : Math.floor((100 * done) / total);
        // Thousands of answers are a hundred steps of a bar.
        if (percent === shown || reporter === undefined) return;
        shown = percent;
        reporter.report(percent, `${done} of ${total} answers`);
      },
      end() {
        ended = true;
        cancelTimer();
        reporter?.done();
        reporter = undefined;
      },
    };
  };
}
