import assert from 'node:assert/strict';
import type { FuzzFailure, FuzzTarget } from '../target.js';
import { assertPrototypesAreClean } from './invariants.js';
import { randomOf, seedOfRun } from './random.js';
import { smallest } from './smallest.js';

export interface FuzzRuns {
  readonly seed: number;
  readonly first: number;
  readonly runs: number;
  /** Told before each run, so that whoever waits knows which one never ends. */
  readonly onRun?: (run: number) => void;
}

export function inputOfRun(target: FuzzTarget, seed: number, run: number): Buffer {
  return target.input(randomOf(seedOfRun(seed, run)));
}

/** The first failure, with the smallest input that fails alike; undefined where everything held. */
export async function runTarget(
  target: FuzzTarget,
  { seed, first, runs, onRun }: FuzzRuns,
): Promise<FuzzFailure | undefined> {
  for (let run = first; run < first + runs; run += 1) {
    onRun?.(run);
    const input = inputOfRun(target, seed, run);
    const message = await failureOf(target, input);
    if (message === undefined) continue;
    const small = await smallest(input, async (less) => kindOf(await failureOf(target, less)) === kindOf(message));
    const said = (await failureOf(target, small)) ?? message;
    return { target: target.name, seed, run, message: said, input: small.toString('base64') };
  }
  return undefined;
}

async function failureOf({ check }: FuzzTarget, input: Buffer): Promise<string | undefined> {
  const own = Object.getOwnPropertyDescriptor(process, 'emitWarning') ?? {};
  const warned: unknown[] = [];
  // What libraries print goes to the terminal, past every escaping.
  process.emitWarning = (warning: unknown): void => void warned.push(warning);
  try {
    await check(input);
    assertPrototypesAreClean();
    assert.deepEqual(warned.map(String), []);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    Object.defineProperty(process, 'emitWarning', own);
  }
}

/** Failures are alike that come from the same place, or say the same without their numbers and quotes. */
function kindOf(message: string | undefined): string | undefined {
  const place = message?.split('\n').find((line) => /^\s+at .*(?:server|client)\/src\//.test(line));
  return place ?? message?.split('\n')[0]?.replace(/\d+|["'`].*["'`]/g, '');
}
