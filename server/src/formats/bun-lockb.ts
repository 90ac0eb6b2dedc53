import { phrase, type DependencyGraph } from '../model/index.js';
import type { LockfileFormat } from './format.js';

const NOT_READ = phrase(
  'bun\'s binary lockfile is not read; "bun install --save-text-lockfile --frozen-lockfile --lockfile-only" writes the same as a bun.lock, which is.',
);

/** bun's lockfile before it was text. Its content is never looked at. */
export const bunLockb: LockfileFormat = Object.freeze({
  id: 'bun-lockb',
  fileNames: Object.freeze(['bun.lockb']),
  manager: 'bun',
  notRead: NOT_READ,

  read(): DependencyGraph {
    return {
      format: 'bun.lockb',
      lockfileVersion: '',
      importers: [],
      entries: new Map(),
      problems: [{ message: NOT_READ }],
    };
  },
});
