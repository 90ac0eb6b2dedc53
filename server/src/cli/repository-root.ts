import path from 'node:path';
import type { SourceRoot } from '../report/support/source-root.js';
import { startFolder } from './context.js';
import type { CliIo } from './io.js';

/** What forges take a report's paths to be relative to: the checkout that the current folder lies in. */
export function sourceRoot(io: Pick<CliIo, 'cwd' | 'env' | 'readText'>): SourceRoot {
  const start = startFolder(io);
  return { folder: checkoutAround(start, io) ?? start, cwd: io.cwd };
}

function checkoutAround(start: string, { readText }: Pick<CliIo, 'readText'>): string | undefined {
  for (let folder = start, above = path.dirname(start); ; folder = above, above = path.dirname(above)) {
    // In a work tree of its own `.git` is a file.
    if (isReadable(path.join(folder, '.git', 'HEAD'), readText) || isReadable(path.join(folder, '.git'), readText))
      return folder;
    if (above === folder) return undefined;
  }
}

function isReadable(file: string, readText: CliIo['readText']): boolean {
  try {
    readText(file);
    return true;
  } catch {
    return false;
  }
}
