import { startConnectProxy, type ConnectProxy } from '../../support/connect-proxy.js';
import { malwareRecord, startOsvExport } from '../../support/osv-export-server.js';
import { startOsv } from '../../support/osv-server.js';
import { startRegistry } from '../../support/registry-server.js';
import type { LocalServer, RecordedRequest } from '../../support/local-server.js';
import {
  hostilePackages,
  OSV_RECORDS,
  proxiedPackages,
  REGISTRY_ADVISORIES,
  registryPackages,
  TARBALLS,
} from './packages.js';

export type ServerName = 'registry' | 'osv' | 'hostile' | 'proxied' | 'export';

/** Stands for a registry that is not this machine: only the proxy knows the way. */
export const PROXIED_HOST = 'registry.npm.example';

/** The local servers that stand in for the world. */
export interface World {
  readonly servers: Readonly<Record<ServerName, LocalServer>>;
  /** The one way to the `proxied` registry. */
  readonly proxy: ConnectProxy;
  requests(server: ServerName): readonly RecordedRequest[];
  /** Has the export of OSV say that every version of a name is malware. */
  publishMalware(id: string, name: string): void;
  /** Rejects where one was asked for a host that it is not. */
  close(): Promise<void>;
}

/** Starts them with what the suites expect in them. */
export async function startWorld(): Promise<World> {
  const osvExport = await startOsvExport(malwareRecord('MAL-2026-9000', 'shop-unused', new Date().toISOString()));
  const servers = {
    export: osvExport,
    registry: await startRegistry({
      packages: registryPackages(Date.now()),
      tarballs: TARBALLS,
      advisories: REGISTRY_ADVISORIES,
    }),
    osv: await startOsv({ records: OSV_RECORDS }),
    hostile: await startRegistry({ packages: hostilePackages() }),
    proxied: await startRegistry({ packages: proxiedPackages(), tls: true, hosts: [PROXIED_HOST] }),
  };
  const proxy = await startConnectProxy({ routes: { [`${PROXIED_HOST}:443`]: portOf(servers.proxied) } });
  return {
    servers,
    proxy,
    requests: (server) => servers[server].requests,
    publishMalware: (id, name) => osvExport.publish(malwareRecord(id, name, new Date().toISOString())),
    close: async () => {
      await Promise.all([proxy, ...Object.values(servers)].map((server) => server.close()));
    },
  };
}

function portOf({ url }: LocalServer): number {
  return Number(new URL(url).port);
}
