import type { JudgeScope, Progress, ProjectAssessment } from '../engine/engine.js';
import { attempt } from './error-boundary.js';
import type { Opened, ProjectParts } from './project-parts.js';

/** How often half-complete answers are shown while facts arrive. */
export const PROGRESS_INTERVAL_MS = 500;

/** What is locked is much more, and each of its facts makes for another verdict: it is shown every so many times. */
const LOCKED_EVERY = 4;

export type Freshness = 'cached' | 'revalidate';

/** One judging of one document in the background, which can be stopped. */
export class Judging {
  readonly #controller = new AbortController();
  readonly #parts: ProjectParts;
  readonly #scope: JudgeScope;
  #progress: Progress = { done: 0, total: 0 };
  #stopTicking: () => void = () => undefined;
  #hide: () => void = () => undefined;
  #isQuiet = false;

  constructor(parts: ProjectParts, scope: JudgeScope) {
    this.#parts = parts;
    this.#scope = scope;
  }

  get progress(): Progress {
    return this.#progress;
  }

  stop(): void {
    this.#controller.abort();
  }

  /** From now on nobody sees what it does: it only fetches what others want as well. */
  quieten(): void {
    this.#isQuiet = true;
    this.#stopTicking();
    this.#hide();
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
    const { signal } = this.#controller;
    const work = this.#parts.showLongWork(() => this.stop());
    this.#hide = () => work.end();
    this.#stopTicking = this.#tick(async (time) => {
      const opened = time % LOCKED_EVERY === 0 ? await opening : undefined;
      // In slices: nobody's keystroke waits for it.
      await opened?.engine.judgeKnown(opened.project, this.#scope, signal);
      onPartial();
    });
    let judged: ProjectAssessment | undefined;
    await attempt('judging', this.#parts.logger, async () => {
      try {
        const opened = await opening;
        signal.throwIfAborted();
        const onProgress = (progress: Progress): void => {
          this.#progress = progress;
          if (this.#isQuiet) return;
          work.report(progress);
          this.#parts.onProgress();
        };
        const onDirect = (): void => (this.#isQuiet ? undefined : onPartial());
        const options = { signal, scope: this.#scope, freshness, onProgress, onDirect } as const;
        const assessment = await opened?.engine.judge(opened.project, options);
        signal.throwIfAborted();
        judged = assessment;
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    });
    this.#stopTicking();
    work.end();
    return judged;
  }

  /** Calls `onMore` now and then, as long as there is more to show each time, and never twice at once. */
  #tick(onMore: (time: number) => Promise<void>): () => void {
    let shown = this.#progress;
    let time = 0;
    let cancel: () => void = () => undefined;
    let stopped = false;
    const look = async (): Promise<void> => {
      const news = this.#progress !== shown;
      shown = this.#progress;
      time += 1;
      if (news) await onMore(time).catch((error: unknown) => this.#unlessStopped(error));
    };
    const again = (): void => {
      cancel = this.#parts.timers.after(PROGRESS_INTERVAL_MS, () => {
        void attempt('showing what is judged', this.#parts.logger, look).then(() => {
          if (!stopped) again();
        });
      });
    };
    again();
    return () => {
      stopped = true;
      cancel();
    };
  }

  #unlessStopped(error: unknown): void {
    if (!this.#controller.signal.aborted) throw error;
  }
}
