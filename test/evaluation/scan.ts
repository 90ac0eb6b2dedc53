import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Level } from '../../server/src/model/index.js';

/** What the command line says of one target: `design` of `package-risk scan --json`. */
export interface ScanLine {
  readonly target: string;
  readonly level?: Level;
  readonly findings?: readonly { readonly rule: string; readonly level: Level; readonly message: string }[];
  readonly bytes?: number;
  readonly ms?: number;
  readonly incomplete?: string;
  readonly error?: string;
}

const CLI = fileURLToPath(new URL('../../../dist/cli.cjs', import.meta.url));

/** A command line has a length; what one process is given at most. */
const TARGETS_PER_RUN = 400;

/** Judges packages by the command line that people use, in the order given. Nothing is asked of a network. */
export async function scan(targets: readonly string[], more: readonly string[] = []): Promise<readonly ScanLine[]> {
  const lines: ScanLine[] = [];
  for (let at = 0; at < targets.length; at += TARGETS_PER_RUN) {
    lines.push(...(await run([...targets.slice(at, at + TARGETS_PER_RUN), ...more])));
  }
  return lines;
}

async function run(words: readonly string[]): Promise<readonly ScanLine[]> {
  const child = spawn(process.execPath, [CLI, 'scan', '--json', '--offline', ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const lines: ScanLine[] = [];
  for await (const line of createInterface({ input: child.stdout })) lines.push(JSON.parse(line) as ScanLine);
  const code = await ended;
  if (code !== 0 && code !== 2) throw new Error(`the scan ended with ${code ?? 'a signal'}`);
  return lines;
}
