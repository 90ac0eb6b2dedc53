#!/usr/bin/env node
// Runs the command line from a checkout: `npm run --silent package-risk -- check .`
// npm runs scripts in the project's root; INIT_CWD is where the user stood, and where their paths begin.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const executable = path.join(root, 'dist', 'cli.cjs');

if (!existsSync(executable)) build();
process.exitCode = run(process.execPath, [executable, ...process.argv.slice(2)], {
  cwd: process.env['INIT_CWD'] || process.cwd(),
  stdio: 'inherit',
});

/** What the build prints goes to stderr: stdout belongs to the report. */
function build() {
  process.stderr.write('package-risk: there is no build yet, building once.\n');
  // Behind npm on Windows is a batch file, which only a shell can start.
  const options = { cwd: root, stdio: ['ignore', process.stderr, 'inherit'], shell: process.platform === 'win32' };
  const exitCode = run('npm', ['run', '--silent', 'build'], options);
  if (exitCode === 0 && existsSync(executable)) return;
  process.stderr.write('package-risk: the build failed; `npm ci` installs what it needs.\n');
  process.exit(2);
}

/** The child's exit code; 128 + signal where a signal ended it, as shells have it. */
function run(command, args, options) {
  const { status, signal, error } = spawnSync(command, args, options);
  if (error !== undefined) process.stderr.write(`package-risk: ${command} could not be started: ${error.message}\n`);
  return status ?? (signal === null ? 2 : 128 + constants.signals[signal]);
}
