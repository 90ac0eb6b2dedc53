import { COMBINABLE } from './kinds.js';
import { planOf, runSeed, type SeedResult } from './run-seed.js';
import type { Kind } from './support/kind.js';
import type { World } from './support/world.js';

export interface RunsOptions {
  readonly seeds: readonly number[];
  readonly kinds: readonly Kind[];
  readonly world: World;
  /** Most of a run is waiting for something that does not come. */
  readonly atOnce: number;
  readonly onResult?: (result: SeedResult) => void;
}

/** Runs of many seeds. What is thrown where nobody hears it is held against all of which it may be, and those run again alone. */
export async function runSeeds({ seeds, kinds, world, atOnce, onResult }: RunsOptions): Promise<readonly SeedResult[]> {
  const results = new Map<number, SeedResult>();
  const running = new Set<number>();
  const suspects = new Set<number>();
  let strays: string[] = [];
  const stray = (error: unknown): void => {
    strays.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    for (const seed of running) suspects.add(seed);
  };
  const run = async (seed: number): Promise<void> => {
    running.add(seed);
    const result = await runSeed(seed, planOf(seed, kinds, COMBINABLE), world);
    running.delete(seed);
    results.set(seed, result);
    onResult?.(result);
  };
  const waiting = [...seeds];
  const lane = async (): Promise<void> => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) await run(seed);
  };
  process.on('unhandledRejection', stray).on('uncaughtException', stray);
  try {
    await Promise.all(Array.from({ length: atOnce }, lane));
    const unheard = strays;
    for (const seed of suspects) {
      strays = [];
      await run(seed);
      addCrashes(results, seed, strays);
      if (strays.length > 0) unheard.length = 0;
    }
    // Nobody did it alone: then it counts for the first of them.
    const [first] = suspects;
    if (first !== undefined) addCrashes(results, first, unheard);
  } finally {
    process.off('unhandledRejection', stray).off('uncaughtException', stray);
  }
  return [...results.values()].sort((a, b) => a.seed - b.seed);
}

function addCrashes(results: Map<number, SeedResult>, seed: number, errors: readonly string[]): void {
  const result = results.get(seed);
  if (result === undefined) return;
  const crashes = errors.map((what) => ({ sort: 'crash', what }) as const);
  results.set(seed, { ...result, violations: [...result.violations, ...crashes] });
}
