import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureProgram } from '../../../scripts/machine/ensure-program.js';

export interface RedisServer {
  readonly url: string;
  /** As a machine does that loses its power. */
  kill(): Promise<void>;
}

const HOST = '127.0.0.1';

/** A real Redis on loopback that keeps nothing. Debian's is installed where there is none. */
export async function startRedis(): Promise<RedisServer> {
  const program = await ensureProgram(
    { names: ['redis-server'], packages: ['redis-server'], variable: 'REDIS_SERVER' },
    (message) => process.stdout.write(`${message}\n`),
  );
  const port = await freePort();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'package-risk-redis-'));
  const given = ['--port', String(port), '--bind', HOST, '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = spawn(program, given, { stdio: 'ignore' });
  await untilOpen(port);
  return {
    url: `redis://${HOST}:${port}`,
    async kill() {
      if (server.exitCode === null && server.signalCode === null) {
        const ended = once(server, 'exit');
        server.kill('SIGKILL');
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilOpen(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const socket = net.connect(port, HOST);
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (open) return;
    await pause(50);
  }
  throw new Error('Redis does not open its port.');
}
