import type { Progress, ProjectAssessment } from '../engine/engine.js';
import { attempt } from './error-boundary.js';
import type { Opened, ProjectParts } from './project-parts.js';

/** How often half-complete answers are shown while facts arrive. */
export const PROGRESS_INTERVAL_MS = 500;

export type Freshness = 'cached' | 'revalidate';

/** One judging of one manifest in the background, which can be stopped. */
export class Judging {
  readonly #controller = new AbortController();
  readonly #parts: ProjectParts;
  #progress: Progress = { done: 0, total: 0 };

  constructor(parts: ProjectParts) {
    this.#parts = parts;
  }

  get progress(): Progress {
    return this.#progress;
  }

  stop(): void {
    this.#controller.abort();
  }

  /**
   * Never rejects. Undefined: it was stopped, has failed (the log says how), or there is nothing to judge.
   * @param onPartial there is more in memory than some time ago.
   */
  async run(
    opening: Promise<Opened | undefined>,
    freshness: Freshness,
    onPartial: () => void,
  ): Promise<ProjectAssessment | undefined> {
    const work = this.#parts.showLongWork(() => this.stop());
    const stopTicking = this.#tick(onPartial);
    const { signal } = this.#controller;
    let judged: ProjectAssessment | undefined;
    await attempt('judging', this.#parts.logger, async () => {
      try {
        const opened = await opening;
        signal.throwIfAborted();
        const onProgress = (progress: Progress): void => {
          this.#progress = progress;
          work.report(progress);
          this.#parts.onProgress();
        };
        const options = { signal, scope: 'direct', freshness, onProgress } as const;
        const assessment = await opened?.engine.judge(opened.project, options);
        signal.throwIfAborted();
        judged = assessment;
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    });
    stopTicking();
    work.end();
    return judged;
  }

  #tick(onPartial: () => void): () => void {
    let shown = this.#progress;
    let cancel: () => void = () => undefined;
    const again = (): void => {
      cancel = this.#parts.timers.after(PROGRESS_INTERVAL_MS, () => {
        if (this.#progress !== shown) onPartial();
        shown = this.#progress;
        again();
      });
    };
    again();
    return () => cancel();
  }
}
