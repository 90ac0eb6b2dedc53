import path from 'node:path';
import type { RepositoryAssessment, RepositoryJudge, RepositoryRef } from '../../engine/repository-judge.js';
import { isHook, type JudgedRepository } from '../../features/repository/judged-repository.js';
import { inEnglish, type Settings } from '../../model/index.js';
import type { Logger } from '../../platform/logger.js';
import type { Timers } from '../../platform/timers.js';
import type { Configuration } from '../configuration.js';
import type { EnginePool } from '../engine-pool.js';
import { attempt } from '../error-boundary.js';
import { pathOfUri, uriOfPath } from '../uri.js';

/** Whoever writes one file often writes the next, and nobody looks at hooks while writing them. */
const JUDGE_DELAY_MS = 1_000;

/** What is judged of one folder of the window. */
export interface OpenedRepository extends JudgedRepository {
  readonly ref: RepositoryRef;
  readonly judge: RepositoryJudge;
  readonly settings: Settings;
}

export interface RepositoriesParts {
  readonly configuration: Configuration;
  readonly engines: EnginePool;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly isTrusted: () => boolean;
  /** What is judged of some folder has changed. */
  readonly onNews: () => void;
}

interface Folder {
  readonly path: string;
  judged?: OpenedRepository;
  judging?: AbortController;
  cancelDelay?: () => void;
}

/** The folders of the window as what they are when they are cloned: somebody else's files, which make programs run something. */
export class Repositories {
  readonly #parts: RepositoriesParts;
  readonly #folders = new Map<string, Folder>();

  constructor(parts: RepositoriesParts) {
    this.#parts = parts;
  }

  /** The folders of the window, by address; what is no longer among them is let go. */
  opened(uris: readonly string[]): void {
    for (const uri of [...this.#folders.keys()]) if (!uris.includes(uri)) this.#forget(uri);
    for (const uri of uris) {
      const folder = pathOfUri(uri);
      if (folder === undefined || this.#folders.has(uri)) continue;
      this.#folders.set(uri, { path: folder });
      void this.#judge(uri);
    }
  }

  /** What was last said of each folder. */
  judged(): readonly OpenedRepository[] {
    return [...this.#folders.values()].flatMap(({ judged }) => judged ?? []);
  }

  /** Files have changed on disk. */
  filesChanged(uris: readonly string[]): void {
    for (const [uri, folder] of this.#folders) {
      const concerned = uris.some((one) => isBelow(pathOfUri(one), folder.path));
      if (!concerned) continue;
      folder.cancelDelay?.();
      folder.cancelDelay = this.#parts.timers.after(JUDGE_DELAY_MS, () => void this.#judge(uri));
    }
  }

  /** Done when all is judged. */
  async reloadAll(): Promise<void> {
    await Promise.all([...this.#folders.keys()].map((uri) => this.#judge(uri)));
  }

  dispose(): void {
    for (const uri of [...this.#folders.keys()]) this.#forget(uri);
  }

  #forget(uri: string): void {
    const folder = this.#folders.get(uri);
    folder?.cancelDelay?.();
    folder?.judging?.abort();
    this.#folders.delete(uri);
    if (folder?.judged !== undefined) this.#parts.onNews();
  }

  async #judge(uri: string): Promise<void> {
    const folder = this.#folders.get(uri);
    if (folder === undefined) return;
    folder.judging?.abort();
    const controller = new AbortController();
    folder.judging = controller;
    await attempt('judging a folder', this.#parts.logger, async () => {
      try {
        const judged = await this.#judgedIn(uri, folder.path, controller.signal);
        if (controller.signal.aborted) return;
        folder.judged = judged;
        this.#parts.onNews();
      } catch (error) {
        if (!controller.signal.aborted) throw error;
      }
    });
  }

  async #judgedIn(uri: string, folder: string, signal: AbortSignal): Promise<OpenedRepository | undefined> {
    const { configuration, engines, isTrusted, logger } = this.#parts;
    const settings = await configuration.settingsFor(uri);
    if (!settings.enable || !settings['repository.enable']) return undefined;
    const judge = engines.for(settings).repositories;
    const ref = { folder, trusted: isTrusted() };
    const assessment = await judge.judge(ref, signal);
    for (const problem of assessment.problems) logger.info(`${folder}: ${inEnglish(problem)}`);
    return {
      uri,
      ref,
      judge,
      settings,
      hooks: hooksOf(assessment),
      uriOf: (file) => uriOfPath(path.join(folder, file)),
    };
  }
}

function hooksOf({ hooks }: RepositoryAssessment): OpenedRepository['hooks'] {
  return hooks.filter(isHook);
}

function isBelow(file: string | undefined, folder: string): boolean {
  return file?.startsWith(path.join(folder, path.sep)) === true;
}
