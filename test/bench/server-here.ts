import { PassThrough } from 'node:stream';
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { createEngine } from '../../server/src/compose.js';
import { composeAnalysis } from '../../server/src/compose-analysis.js';
import { startServer } from '../../server/src/lsp/server.js';
import { absent } from '../../server/src/model/index.js';
import { createLocalFiles } from '../../server/src/platform/local-files.js';
import { systemTimers } from '../../server/src/platform/timers.js';
import type { BenchHost, BenchServer } from './editor.js';

/** The real server in this process, whose memory can then be looked at. */
export function startServerHere({ registry, assetsFolder }: BenchHost): BenchServer {
  const input = new PassThrough();
  const output = new PassThrough();
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(input),
    new StreamMessageWriter(output),
  );
  const clock = (): number => Date.now();
  startServer(server, {
    createEngine: ({ files, logger }, settings) =>
      createEngine(
        {
          files,
          logger,
          clock,
          network: { registry },
          assetsFolder,
          analysis: composeAnalysis(assetsFolder, {}),
          variables: {},
        },
        settings,
      ),
    updateIntelligence: () => Promise.resolve(absent(clock())),
    readAsset: () => '',
    diskFiles: createLocalFiles(clock),
    clock,
    timers: systemTimers,
    version: '0.0.0',
  });
  return {
    input,
    output,
    close() {
      server.dispose();
      return Promise.resolve();
    },
  };
}
