import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { npmMachine } from '../../support/npm-machine.js';

const SOURCES = path.resolve(import.meta.dirname, '../../../../server/src/platform');

describe('the machine layer in one bundled file', () => {
  it("reads npm's configuration and picks registries, far from any node_modules", async () => {
    const machine = await npmMachine({ user: '@acme:registry=https://npm.acme.invalid/\n' });
    try {
      const bundle = path.join(machine.folder, 'bundle.cjs');
      await build({
        stdin: {
          contents: `
            import { loadNpmConfig, registryFor } from './npm/npm-config.ts';
            import { createHttp } from './network/npm-http.ts';
            const [projectFolder, variables] = process.argv.slice(2);
            loadNpmConfig({ projectFolder, trusted: true, variables: JSON.parse(variables) }).then(async (config) => {
              const network = { config, network: {}, concurrency: 1, timeoutMs: 1000 };
              const logger = { debug() {}, info() {}, warn() {}, error() {} };
              const http = createHttp({ ...network, clock: Date.now, random: Math.random, logger });
              const signal = new AbortController().signal;
              const answer = await http.send({ url: 'http://nowhere.invalid/', signal, maxBytes: 1 });
              console.log(JSON.stringify([registryFor(config, '@acme/x').url, config.problems, answer.reason]));
            });`,
          resolveDir: SOURCES,
          loader: 'ts',
        },
        outfile: bundle,
        bundle: true,
        platform: 'node',
        format: 'cjs',
        target: 'node20',
        mainFields: ['module', 'main'],
        external: ['node-gyp'],
        logLevel: 'error',
      });
      const args = [bundle, machine.projectFolder, JSON.stringify(machine.variables)];
      const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: machine.folder, env: {} });
      assert.deepEqual(JSON.parse(stdout), ['https://npm.acme.invalid/', [], 'network']);
    } finally {
      await machine.remove();
    }
  });
});
