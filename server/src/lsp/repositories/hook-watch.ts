import {
  DidChangeWatchedFilesNotification,
  type Connection,
  type Disposable,
  type FileSystemWatcher,
} from 'vscode-languageserver';
import { HOOK_PATTERNS } from '../../protocol/repository.js';
import type { Logger } from '../../platform/logger.js';
import { attempt } from '../error-boundary.js';
import type { OpenedRepository, Repositories } from './repositories.js';

/** More files than these change unheard until something else is. */
const MAX_WATCHED = 200;
/** What means something in a pattern stands for itself in the name of a file. */
const SPECIAL = /[[\]{}*?!,\\]/g;

export interface HookWatchParts {
  readonly connection: Connection;
  readonly repositories: Pick<Repositories, 'judged'>;
  readonly logger: Logger;
  /** Whether the editor can be asked to watch. */
  readonly canWatch: boolean;
}

/** Has the editor tell of changes of the files in which hooks stand, and of those that hooks were found to reach. */
export class HookWatch {
  readonly #parts: HookWatchParts;
  #registration: Disposable | undefined;
  #watched = '';

  constructor(parts: HookWatchParts) {
    this.#parts = parts;
  }

  /** What is judged has changed: other files may be reached now. */
  async renew(): Promise<void> {
    const { connection, repositories, logger, canWatch } = this.#parts;
    const reached = repositories.judged().flatMap(reachedIn).slice(0, MAX_WATCHED);
    const watchers: FileSystemWatcher[] = [...HOOK_PATTERNS.map((globPattern) => ({ globPattern })), ...reached];
    const watched = JSON.stringify(watchers);
    if (!canWatch || watched === this.#watched) return;
    this.#watched = watched;
    await attempt('watching the files of hooks', logger, async () => {
      const before = this.#registration;
      this.#registration = await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
      before?.dispose();
    });
  }

  dispose(): void {
    this.#registration?.dispose();
  }
}

function reachedIn({ uri, hooks }: OpenedRepository): readonly FileSystemWatcher[] {
  const files = new Set(hooks.flatMap(({ subject }) => subject.hook.files));
  return [...files].map((file) => ({ globPattern: { baseUri: uri, pattern: file.replace(SPECIAL, '?') } }));
}
