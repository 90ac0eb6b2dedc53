import { stat } from 'node:fs/promises';
import type { Files } from '../files.js';

/** Who tells when a file was last written. */
export type FileTimes = Pick<Files, 'times'>;

/** As the disk tells now. */
const DISK = Object.freeze({
  times: (path: string): Promise<{ readonly written: number; readonly changed: number } | undefined> =>
    stat(path).then(
      ({ mtimeMs, ctimeMs }) => ({ written: mtimeMs, changed: ctimeMs }),
      () => undefined,
    ),
});

/**
 * When each of some files was last touched: equal texts of it mean that nothing was written in between.
 *
 * @param files in the editor those that remember for some seconds. Asked on every keystroke, some fifty files wait behind all that a
 *   look-up unpacks and writes.
 */
export async function stateOf(paths: readonly string[], files: FileTimes = {}): Promise<string> {
  const states = await Promise.all(paths.map(async (path) => files.times?.(path) ?? DISK.times(path)));
  return states.map((state) => (state === undefined ? '-' : `${state.written}/${state.changed}`)).join(' ');
}
