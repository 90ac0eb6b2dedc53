import type { Files } from '../../../server/src/platform/files.js';
import { createLocalFiles } from '../../../server/src/platform/local-files.js';
import type { SeededRandom } from '../../bench/random.js';
import type { Kind } from '../support/kind.js';
import { HASTY_SECONDS, type Site, type Told } from '../support/site.js';

/** Something that happens once, when so many requests have come. */
function atRequest(site: Site, count: number, happen: () => void): void {
  let seen = 0;
  for (const server of Object.values(site.servers)) {
    server.onRequest = () => {
      seen += 1;
      if (seen === count) happen();
    };
  }
}

/** Somebody saves a file while the project is judged; what is judged is what was there before. */
function edited(id: string, title: string, file: string, change: (text: string) => string): Kind {
  return {
    ...{ id, title },
    async run(site, random) {
      const before = site.texts.files[file] ?? '';
      let writing: Promise<unknown> = Promise.resolve();
      atRequest(site, random.below(12, 1), () => {
        writing = site.save(file, change(before));
      });
      const told = await site.judge({ timeoutSeconds: HASTY_SECONDS });
      await writing;
      return [told];
    },
    async restore(site) {
      await site.save(file, site.texts.files[file] ?? '');
    },
  };
}

/** Aborts when something has been done so often. */
type Trigger = (site: Site, count: number, abort: () => void) => Files | undefined;

const TRIGGERS: readonly Trigger[] = [
  (site, count, abort) => {
    atRequest(site, 1 + (count % 30), abort);
    return undefined;
  },
  (site, count, abort) => {
    let looks = 0;
    site.onClock = () => {
      looks += 1;
      if (looks === count) abort();
    };
    return undefined;
  },
  (_, count, abort) => {
    let turns = 0;
    const turn = (): void => {
      turns += 1;
      if (turns >= count) abort();
      else setImmediate(turn);
    };
    turn();
    return undefined;
  },
  (site, count, abort) => countingFiles(createLocalFiles(site.clock), 1 + (count % 25), abort),
];

function countingFiles(files: Files, count: number, abort: () => void): Files {
  let reads = 0;
  return {
    ...files,
    read(file) {
      reads += 1;
      if (reads === count) abort();
      return files.read(file);
    },
  };
}

/** One who waits leaves; another one who waits for the same, and whoever comes later, hear everything. */
async function cancelled(site: Site, random: SeededRandom): Promise<readonly Told[]> {
  await site.configure();
  const leaving = new AbortController();
  const abort = (): void => leaving.abort(new DOMException('left', 'AbortError'));
  const trigger = TRIGGERS[random.below(TRIGGERS.length)];
  const files = trigger?.(site, random.below(random.chance(0.5) ? 40 : 400, 1), abort);
  const composition = site.compose({ timeoutSeconds: HASTY_SECONDS, ...(files && { files }) });
  const judge = (signal: AbortSignal): Promise<Told> => site.judgeWith(composition, signal);
  const left = judge(leaving.signal).catch((error: unknown) => {
    if (error !== leaving.signal.reason) throw error;
  });
  const stays = random.chance(0.5) ? judge(new AbortController().signal) : undefined;
  await left;
  const later = await judge(new AbortController().signal);
  return stays === undefined ? [later] : [await stays, later];
}

const LOCKFILE = 'package-lock.json';

export const PERSON_KINDS: readonly Kind[] = [
  edited('manifest-edited', 'the manifest is edited in the middle', 'package.json', (text) =>
    text.replace('"dependencies": {', '"dependencies": {\n    "added-in-the-middle": "1.0.0",'),
  ),
  edited('policy-edited', 'the policy is edited in the middle', 'package-risk.json', (text) =>
    text.replace('Only our own build', 'Only our build'),
  ),
  {
    id: 'lockfile-half',
    title: 'a lockfile that is half written',
    mayFind: ['lockfile-mismatch'],
    async arrange(site, random) {
      const text = site.texts.files[LOCKFILE];
      if (text !== undefined) await site.save(LOCKFILE, text.slice(0, random.below(text.length)));
    },
    async restore(site) {
      const text = site.texts.files[LOCKFILE];
      if (text !== undefined) await site.save(LOCKFILE, text);
    },
  },
  { id: 'cancelled', title: 'whoever asked leaves at any moment', run: cancelled },
];
