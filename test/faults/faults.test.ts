import assert from 'node:assert/strict';
import { allKinds } from './kinds.js';
import type { SeedResult } from './run-seed.js';
import { runSeeds } from './run-seeds.js';
import { failingDisk, type FailingDisk } from './support/failing-disk.js';
import { openWorld, type World } from './support/world.js';

/** Those of `npm run faults` with the same numbers; the whole table has a thousand. */
const RUNS = 60;
const AT_ONCE = 8;

describe('judging while something goes wrong', function () {
  this.timeout(600_000);
  let disk: FailingDisk;
  let world: World;
  let results: readonly SeedResult[];
  const kinds = allKinds({ fail: (...given) => disk.fail(...given), mend: (folder) => disk.mend(folder), close() {} });

  before(async () => {
    disk = failingDisk();
    world = await openWorld();
    const seeds = Array.from({ length: RUNS }, (_, seed) => seed);
    results = await runSeeds({ seeds, kinds, world, atOnce: AT_ONCE });
  });
  after(async () => {
    await world.close();
    disk.close();
  });

  kinds.forEach(({ id, title }) => {
    it(`calls nothing safe that is not, invents, loses and leaks nothing, and goes on: ${title}`, () => {
      const own = results.filter((result) => result.kinds[0] === id);
      assert.ok(own.length > 0);
      for (const { seed, violations } of own)
        assert.deepEqual(violations, [], `npm run faults -- --from ${seed} --seeds 1`);
    });
  });

  it('says everything where nothing is missing, and tells what is where something is', () => {
    const outcomes = new Set(results.map(({ outcome }) => outcome));
    assert.deepEqual([...outcomes].sort(), ['complete', 'killed', 'told incomplete']);
  });
});
