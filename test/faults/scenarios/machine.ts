import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SeededRandom } from '../../bench/random.js';
import { compile } from '../../sources/support/intelligence-samples.js';
import { spoil } from '../support/http-rules.js';
import type { FailingDisk } from '../support/failing-disk.js';
import type { Kind } from '../support/kind.js';
import type { Site } from '../support/site.js';
import { SERVICES } from '../support/world.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const JUMPS: readonly number[] = [
  5 * MINUTE_MS,
  90 * MINUTE_MS,
  2 * DAY_MS,
  40 * DAY_MS,
  400 * DAY_MS,
  20_000 * DAY_MS,
];

/** The clock is set while the project is judged, as on a machine that wakes up or hears of the right time. */
function clockJumps(id: string, title: string, direction: 1 | -1): Kind {
  return {
    ...{ id, title },
    arrange(site, random) {
      const by = direction * (JUMPS[random.below(JUMPS.length)] ?? 0);
      const after = random.below(120);
      let looks = 0;
      site.onClock = () => {
        looks += 1;
        if (looks === after) site.offset += by;
      };
      if (after === 0) site.offset += by;
    },
  };
}

/** Nothing is known of yet, as on the day before an advisory came out. */
function beforeTheNews(site: Site): void {
  const registry = { services: ['registry'], times: Infinity } as const;
  const isBulk = (asked: string): boolean => asked.endsWith('/advisories/bulk');
  spoil(site, { ...registry, matches: isBulk }, { kind: 'text', change: () => '{}' });
  const empty = (text: string): string => {
    const { results } = JSON.parse(text) as { readonly results: readonly object[] };
    return JSON.stringify({ results: results.map(() => ({})) });
  };
  const isQuery = (asked: string): boolean => asked.endsWith('/querybatch');
  spoil(site, { services: ['osv'], matches: isQuery, times: Infinity }, { kind: 'text', change: empty });
}

async function cacheFiles(site: Site): Promise<readonly string[]> {
  const folder = site.pathOf('cache');
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isFile() && entry.name.endsWith('.fact'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

async function damage(file: string, other: string, random: SeededRandom): Promise<void> {
  const bytes = await readFile(file);
  const at = random.below(Math.max(bytes.length, 1));
  switch (random.below(5)) {
    case 0:
      return truncate(file, at);
    case 1:
      return writeFile(file, await readFile(other));
    case 2:
      return writeFile(file, bytes.fill(0, at));
    default:
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
      return writeFile(file, bytes);
  }
}

/** Says that `calm` is malware, which is news to what came with the program. */
const OWN_DATA = compile({ calm: { malware: [{ id: 'MAL-2026-9', affects: '*', sources: ['another list'] }] } });

export function machineKinds(disk: FailingDisk): readonly Kind[] {
  return [
    clockJumps('clock-ahead', 'the clock jumps ahead in the middle', 1),
    clockJumps('clock-back', 'the clock jumps back in the middle', -1),
    {
      id: 'clock-was-wrong',
      title: 'the clock was ahead, and what was cached then seems to be new',
      lines: ['flawed', 'leaky', 'worse'],
      async run(site, random) {
        site.offset = JUMPS[random.below(JUMPS.length, 2)] ?? 0;
        beforeTheNews(site);
        await site.judge();
        await site.heal();
        // The news has had time to come, and answers of before are not current any more.
        site.offset = 7 * 60 * MINUTE_MS;
        return [await site.judge()];
      },
    },
    {
      id: 'disk-full',
      title: 'a disk that is full, also in the middle of a file',
      arrange(site, random) {
        disk.fail(site.pathOf('cache'), { kind: 'full', room: random.below(60_000) });
      },
      restore(site) {
        disk.mend(site.pathOf('cache'));
      },
    },
    {
      id: 'disk-read-only',
      title: 'a cache that cannot be written',
      arrange(site) {
        disk.fail(site.pathOf('cache'), { kind: 'read-only' });
      },
      restore(site) {
        disk.mend(site.pathOf('cache'));
      },
    },
    {
      id: 'cache-corrupted',
      title: 'a cache with other bytes at any place',
      warm: true,
      async arrange(site, random) {
        const files = await cacheFiles(site);
        const count = random.chance(0.3) ? files.length : random.below(6, 1);
        for (let done = 0; done < count; done += 1) {
          const file = files[random.below(files.length)] ?? '';
          await damage(file, files[random.below(files.length)] ?? file, random);
        }
        // With nobody to ask, what is in the cache is all there is.
        if (random.chance(0.5)) for (const service of SERVICES) await site.servers[service].goDown();
      },
    },
    {
      id: 'own-data-corrupted',
      title: 'offline data with other bytes at any place',
      lines: ['calm'],
      async prepare(site, cache) {
        await site.machine.write(`${cache}/intelligence.bin`, '');
        await writeFile(site.pathOf(cache, 'intelligence.bin'), OWN_DATA);
      },
      async arrange(site, random) {
        const bytes = Buffer.from(OWN_DATA);
        const at = random.below(bytes.length);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
        await writeFile(site.pathOf('cache', 'intelligence.bin'), random.chance(0.3) ? bytes.subarray(0, at) : bytes);
      },
      restore: (site) => writeFile(site.pathOf('cache', 'intelligence.bin'), OWN_DATA),
    },
  ];
}
