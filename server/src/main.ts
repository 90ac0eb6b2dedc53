// The language server: what the editor starts.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createEngine } from './compose.js';
import { composeAnalysis } from './compose-analysis.js';
import { describeError } from './lsp/error-boundary.js';
import { startServer } from './lsp/server.js';
import { createLocalFiles } from './platform/local-files.js';
import { CalledThread } from './platform/threads/calls.js';
import { systemTimers } from './platform/timers.js';
import { updateInThread } from './sources/support/intelligence-updates/update-thread.js';

/** The folder of the bundle, where the shipped data lies beside it. */
const ASSETS_FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** Time for the last words to reach the editor before the process ends. */
const LAST_WORDS_MS = 200;

function ownVersion(): string {
  try {
    const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    return (manifest as { readonly version?: string }).version ?? 'unknown';
  } catch {
    return 'unknown';
  }
}

const connection = createConnection(ProposedFeatures.all);

process.on('unhandledRejection', (reason) => {
  connection.console.error(`Unhandled rejection: ${describeError(reason)}`);
});
// What state it left behind nobody knows: the editor starts a new process.
process.on('uncaughtException', (error) => {
  process.stderr.write(`Uncaught exception: ${describeError(error)}\n`);
  setTimeout(() => process.exit(1), LAST_WORDS_MS);
});

const GIVES_WAY = true;
const analysis = composeAnalysis(ASSETS_FOLDER, process.env, GIVES_WAY);

const clock = (): number => Date.now();

// What it does can all be done without it.
const factsThread = new CalledThread(path.join(ASSETS_FOLDER, 'facts-worker.cjs'), (why) => {
  connection.console.warn(
    `What is remembered and what registries say is read on the server's own thread from now on: ${why}.`,
  );
});

startServer(connection, {
  createEngine: (environment, settings) =>
    createEngine(
      {
        ...{ ...environment, analysis, clock, assetsFolder: ASSETS_FOLDER, variables: process.env },
        ...{ networkThread: factsThread, cacheThread: factsThread },
      },
      settings,
    ),
  updateIntelligence: ({ from, settings, network, signal, onProgress, logger }) =>
    updateInThread({
      program: path.join(ASSETS_FOLDER, 'intelligence-worker.cjs'),
      job: { from, settings, network, assetsFolder: ASSETS_FOLDER, folder: homedir() },
      ...{ signal, onProgress, logger },
    }),
  readAsset: (name) => readFileSync(path.join(ASSETS_FOLDER, name), 'utf8'),
  diskFiles: createLocalFiles(clock),
  clock,
  timers: systemTimers,
  version: ownVersion(),
});
// The first call starts it: asked for only with the first document, that one would wait for it.
void factsThread.call('giveWay', undefined).catch(() => {});
