import { startOsv } from '../../support/osv-server.js';
import { startRegistry } from '../../support/registry-server.js';
import type { LocalServer, RecordedRequest } from '../../support/local-server.js';
import { hostilePackages, REGISTRY_ADVISORIES, registryPackages } from './packages.js';

export type ServerName = 'registry' | 'osv' | 'hostile';

/** The local servers that stand in for the world. */
export interface World {
  readonly servers: Readonly<Record<ServerName, LocalServer>>;
  requests(server: ServerName): readonly RecordedRequest[];
  /** Rejects where one was asked for a host that it is not. */
  close(): Promise<void>;
}

/** Starts them with what the suites expect in them. */
export async function startWorld(): Promise<World> {
  const servers = {
    registry: await startRegistry({ packages: registryPackages(Date.now()), advisories: REGISTRY_ADVISORIES }),
    osv: await startOsv(),
    hostile: await startRegistry({ packages: hostilePackages() }),
  };
  return {
    servers,
    requests: (server) => servers[server].requests,
    close: async () => {
      await Promise.all(Object.values(servers).map((server) => server.close()));
    },
  };
}
