#!/usr/bin/env node
// The command line: what `package-risk` starts. What needs no engine is answered without loading it, which takes most of a short run.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseArguments } from './cli/arguments.js';
import { answerAtOnce } from './cli/at-once.js';
import { composeAnalysis } from './compose-analysis.js';
import { optimiseLate } from './platform/threads/late-optimising.js';
import type * as CommandLine from './command-line.js';

function ownVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return (manifest as { readonly version: string }).version;
}

/** Resolves when all that was written has left the process: pipes take long reports in parts. */
function written(stream: Writable): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}

// The reader may go away before the end (`package-risk check | head`): there is nobody left to write to.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

async function run(argv: readonly string[]): Promise<number> {
  const { stdout, stderr } = process;
  const version = ownVersion();
  const answer = answerAtOnce(parseArguments(argv), { stdout, stderr, version });
  if (typeof answer === 'number') return answer;
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const analysis = composeAnalysis(folder, process.env);
  // It always looks into the project's own hooks, in a process that takes as long to start as this one to load the commands.
  if (answer.command === 'check') analysis.start();
  // Most runs are over before what V8 makes of a function early has paid for itself: a third of a check's processor time.
  optimiseLate();
  const program = path.join(folder, 'command-line.cjs');
  const { runCommandLine } = createRequire(import.meta.url)(program) as typeof CommandLine;
  return runCommandLine(argv, { version, analysis });
}

void run(process.argv.slice(2)).then(async (code) => {
  await Promise.all([written(process.stdout), written(process.stderr)]);
  // Connections that are kept open for a next request would hold the process for seconds.
  process.exit(code);
});
