import type { CacheInfo } from '../platform/disk-cache.js';
import { jsonText, terminalText } from '../report/support/terminal.js';
import { count, megabytes } from '../report/support/wording.js';
import type { CommandContext } from './context.js';
import { EXIT_CODES } from './exit-codes.js';

/** `cache info` tells where cached facts lie; `cache clear` drops them and tells how many went. */
export async function cache({ io, cache: folder, operands, options }: CommandContext): Promise<number> {
  const before = await folder.info();
  if (operands[0] === 'clear') {
    await folder.clear();
    const after = await folder.info();
    const gone = { folder: before.folder, entries: before.entries - after.entries, bytes: before.bytes - after.bytes };
    io.stdout.write(options.json === true ? jsonText(gone) : clearedText(gone));
  } else {
    io.stdout.write(options.json === true ? jsonText(before) : infoText(before));
  }
  return EXIT_CODES.ok;
}

function infoText({ folder, entries, bytes, maxBytes }: CacheInfo): string {
  return `${terminalText(folder)}\n${entryCount(entries)}, ${megabytes(bytes)} of at most ${megabytes(maxBytes)}\n`;
}

function clearedText({ folder, entries, bytes }: Omit<CacheInfo, 'maxBytes'>): string {
  return `${entryCount(entries)} (${megabytes(bytes)}) removed from ${terminalText(folder)}\n`;
}

function entryCount(entries: number): string {
  return count(entries, 'cached answer');
}
