import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import type { Usage } from '../analysis/usage.js';

const USAGE = path.join(import.meta.dirname, '..', 'analysis', 'usage-at-exit.cjs');

export interface MeasuredRun extends Usage {
  readonly output: string;
}

export interface RunGiven {
  readonly input?: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** With which it may end; 0 alone unless given. */
  readonly statuses?: readonly number[];
}

/**
 * A program of Node in a new process, from its start to its end.
 *
 * @throws where it ends otherwise than it may
 */
export async function measuredRun(
  args: readonly string[],
  { input = '', variables = {}, statuses = [0] }: RunGiven = {},
): Promise<MeasuredRun> {
  const child = spawn(process.execPath, ['--require', USAGE, ...args], {
    stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
    env: { PATH: process.env.PATH, ...variables },
  });
  const channel = (index: number): Readable => child.stdio[index] as Readable;
  child.stdin?.end(input);
  const [output, usage, [status]] = await Promise.all([
    text(channel(1)),
    text(channel(3)),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  if (status === null || !statuses.includes(status))
    throw new Error(`${args.join(' ')} ended with ${String(status)}: ${output.slice(0, 2000)}`);
  return { output, ...(JSON.parse(usage) as Usage) };
}
