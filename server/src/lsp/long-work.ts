import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import type { Progress } from '../engine/engine.js';
import type { Translate } from '../protocol/translate.js';
import type { Logger } from '../platform/logger.js';
import { plainText } from '../report/support/plain-text.js';
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
export function longWorkDisplay(connection: Connection, timers: Timers, logger: Logger, t: Translate): ShowLongWork {
  return (cancel) => {
    let reporter: WorkDoneProgressServerReporter | undefined;
    let ended = false;
    let shown = { percent: -1, words: '' };
    const show = async (): Promise<void> => {
      const created = await connection.window.createWorkDoneProgress();
      created.token.onCancellationRequested(cancel);
      created.begin(t('Checking dependencies'), 0, undefined, true);
      if (ended) created.done();
      else reporter = created;
    };
    const cancelTimer = timers.after(SHOW_AFTER_MS, () => void attempt('showing progress', logger, show));
    return {
      report(progress) {
        const { done, total } = progress;
        const percent = total === 0 ? 0 : Math.floor((100 * done) / total);
        const words = progressText(progress, t);
        // Thousands of answers are a hundred steps of a bar; packages are told one by one.
        const isSame = progress.analysing === undefined ? percent === shown.percent : words === shown.words;
        if (isSame || reporter === undefined) return;
        shown = { percent, words };
        reporter.report(percent, words);
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

/** `Analysing 3 of 12: left-pad`, while the files of packages are looked into. */
export function progressText({ done, total, analysing }: Progress, t: Translate): string {
  if (analysing === undefined) return t('{done} of {total} answers', { done, total });
  const number = Math.min(analysing.done + 1, analysing.total);
  const named = plainText(analysing.package, MAX_NAME_LENGTH);
  return t('Analysing {number} of {total}: {package}', { number, total: analysing.total, package: named });
}

/** What npm allows is too long for a line. */
const MAX_NAME_LENGTH = 60;
