// One process that uses a cache folder, for tests in which several do: writes and reads, and ends with 1 on a wrong text.
import { createDiskCache } from '../../server/src/platform/cache/file-disk-cache.js';
import { silentLogger } from '../../server/src/platform/logger.js';

const [folder = '', seed = '0', turns = '0'] = process.argv.slice(2);
const cache = createDiskCache({ folder, maxBytes: 60_000, clock: () => 1, logger: silentLogger });

/** What belongs to a key is told by the key, whoever wrote it. */
const textOf = (key: string): string => `${key}:`.repeat(500);

let hits = 0;
for (let turn = 0; turn < Number(turns); turn += 1) {
  const key = `key-${(turn * 7 + Number(seed) * 13) % 40}`;
  const known = await cache.read(key);
  if (known !== undefined && known.text !== textOf(key)) {
    console.error(`${key} holds another text`);
    process.exit(1);
  }
  if (known === undefined) await cache.write(key, { text: textOf(key), asOf: 1 });
  else hits += 1;
  if (turn % 50 === 49) await cache.settle();
}
await cache.settle();
console.log(hits);
