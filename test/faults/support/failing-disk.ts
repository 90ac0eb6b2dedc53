import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/** What becomes of writing below a folder. `full`: there is room for so many bytes more, and a file can be half written. */
export type DiskFault = { readonly kind: 'read-only' } | { readonly kind: 'full'; room: number };

export interface FailingDisk {
  fail(folder: string, fault: DiskFault): void;
  mend(folder: string): void;
  /** The file system is as it was. */
  close(): void;
}

/**
 * The file system of this process as on a disk that is full or that nobody may write to. It stands where Node.js hands over to the
 * operating system, as such a disk is not to be had on every machine, and root may write everywhere.
 */
export function failingDisk(): FailingDisk {
  const faults = new Map<string, DiskFault>();
  const real = { mkdir: fs.mkdir, rename: fs.rename, writeFile: fs.writeFile, utimes: fs.utimes, unlink: fs.unlink };
  const faultOf = (path: unknown): DiskFault | undefined =>
    [...faults].find(([folder]) => String(path).startsWith(folder))?.[1];
  const guarded =
    <A extends readonly unknown[], R>(work: (...given: A) => Promise<R>) =>
    (...given: A): Promise<R> =>
      faultOf(given[0])?.kind === 'read-only' ? Promise.reject(error('EROFS')) : work(...given);
  const write = async (...given: Parameters<typeof fs.writeFile>): Promise<void> => {
    const [path, content, options] = given;
    const fault = faultOf(path);
    if (fault?.kind === 'read-only') throw error('EROFS');
    if (fault?.kind !== 'full') return real.writeFile(path, content, options);
    const bytes = Buffer.from(content as Buffer);
    const fitting = bytes.subarray(0, Math.max(0, fault.room));
    fault.room -= bytes.length;
    await real.writeFile(path, fitting, options);
    if (fitting.length < bytes.length) throw error('ENOSPC');
  };
  const set = (functions: object): void => {
    Object.assign(fs, functions);
    syncBuiltinESMExports();
  };
  set({
    mkdir: guarded(real.mkdir as (...given: readonly unknown[]) => Promise<unknown>),
    rename: guarded(real.rename as (...given: readonly unknown[]) => Promise<unknown>),
    utimes: guarded(real.utimes as (...given: readonly unknown[]) => Promise<unknown>),
    unlink: guarded(real.unlink as (...given: readonly unknown[]) => Promise<unknown>),
    writeFile: write,
  });
  return {
    fail: (folder, fault) => void faults.set(folder, fault),
    mend: (folder) => void faults.delete(folder),
    close: () => set(real),
  };
}

function error(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: made by a test`), { code });
}
