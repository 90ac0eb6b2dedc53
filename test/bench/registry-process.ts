// A registry of its own process, so that what it does is not measured with what asks it. Started with this file, it is that process.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { startRegistry, type RegistryServerOptions } from '../support/registry-server.js';

export interface RegistryProcess {
  readonly url: string;
  close(): void;
}

/** @param content goes to the other process as a message */
export async function startRegistryProcess(
  content: Pick<RegistryServerOptions, 'packages' | 'tarballs' | 'advisories'>,
): Promise<RegistryProcess> {
  const child = fork(import.meta.filename, { serialization: 'advanced' });
  child.send(content);
  const [url] = (await once(child, 'message')) as [string];
  return { url, close: () => child.disconnect() };
}

if (process.argv[1] === import.meta.filename) {
  process.once('message', (content: RegistryServerOptions) => {
    void startRegistry(content).then(({ url }) => process.send?.(url));
  });
  process.once('disconnect', () => process.exit());
}
