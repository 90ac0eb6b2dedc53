import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import type { BenchHost, BenchServer } from './editor.js';
import type { ServerCost } from './server-monitor.js';

/** A server in a process of its own, as an editor starts it. */
export interface ServerProcess extends BenchServer {
  /** What it has cost since the last time that this was asked, or since its start. */
  cost(): Promise<ServerCost>;
}

const MONITOR = path.join(import.meta.dirname, 'server-monitor.js');

/** The bundle that is shipped, with nothing of this machine's configuration. Further options of Node.js: `BENCH_SERVER_OPTIONS`. */
export function startServerProcess({ registry, assetsFolder, homeFolder }: BenchHost): ServerProcess {
  const further = (process.env.BENCH_SERVER_OPTIONS ?? '').split(' ').filter(Boolean);
  const compiled = path.join(homeFolder, 'compiled');
  const child = fork(MONITOR, [path.join(assetsFolder, 'server.cjs'), '--stdio', `--compiled-code=${compiled}`], {
    execArgv: further,
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    env: { PATH: process.env.PATH, HOME: homeFolder, npm_config_registry: registry },
  });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('The server has no streams.');
  return {
    input: stdin,
    output: stdout,
    async cost() {
      child.send('cost');
      const [cost] = (await once(child, 'message')) as [ServerCost];
      return cost;
    },
    async close() {
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
