import type { Clock } from './clock.js';
import type { Files } from './files.js';

/** Used as it is. */
const FRESH_MS = 2000;
/** Used once more, while it is read again behind the back of whoever asks. Nothing older is used. */
const MAX_AGE_MS = 10_000;
/** What lies around some hundred manifests; who asks for more has other worries than a fast answer. */
const MAX_KEPT = 5000;

interface Kept {
  readonly answer: Promise<unknown>;
  readonly readAt: number;
  isRenewed: boolean;
}

/** Files that are remembered until somebody says that they have changed, and never for longer than seconds. */
export interface RememberedFiles extends Files {
  forget(): void;
}

/**
 * What lies around a manifest is read on every keystroke: in a dozen steps, each of which waits for the disk behind the
 * thousands of reads of a look-up that runs.
 */
export function rememberedFiles(disk: Files, clock: Clock): RememberedFiles {
  let kept = new Map<string, Kept>();
  const keep = <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const answer = read();
    const entry: Kept = { answer, readAt: clock(), isRenewed: false };
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(key, entry);
    return answer;
  };
  const renew = <T>(key: string, old: Kept, read: () => Promise<T>): void => {
    old.isRenewed = true;
    const asked = kept;
    const readAt = clock();
    void read().then((value) => {
      if (asked.get(key) === old) asked.set(key, { answer: Promise.resolve(value), readAt, isRenewed: false });
    });
  };
  const remembered = <T>(what: string, path: string, read: () => Promise<T>): Promise<T> => {
    const key = `${what} ${path}`;
    const known = kept.get(key);
    if (known === undefined) return keep(key, read);
    const age = clock() - known.readAt;
    if (age >= MAX_AGE_MS || age < 0) return keep(key, read);
    if (age >= FRESH_MS && !known.isRenewed) renew(key, known, read);
    return known.answer as Promise<T>;
  };
  return {
    read: (path) => remembered('read', path, () => disk.read(path)),
    exists: (path) => remembered('exists', path, () => disk.exists(path)),
    modified: (path) => remembered('modified', path, async () => disk.modified?.(path)),
    folders: (path) => remembered('folders', path, async () => disk.folders?.(path) ?? []),
    names: (path) => remembered('names', path, async () => disk.names?.(path) ?? []),
    times: (path) => remembered('times', path, async () => disk.times?.(path)),
    forget() {
      kept = new Map();
    },
  };
}
