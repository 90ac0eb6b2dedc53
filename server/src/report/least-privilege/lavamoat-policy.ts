import type { DependencyGraph } from '../../model/index.js';
import { lavamoatNames } from './lavamoat-names.js';
import type { PackagePrivileges } from './privileges.js';

/** What LavaMoat lets a package do (schema 0.0.1 of its policies). */
interface ResourcePolicy {
  readonly globals?: Readonly<Record<string, true>>;
  readonly builtin?: Readonly<Record<string, true>>;
  readonly packages?: Readonly<Record<string, true>>;
  readonly native?: true;
}

export interface LavamoatPolicy {
  readonly resources: Readonly<Record<string, ResourcePolicy>>;
}

/** Modules of Node.js among the names that the analysis notes. */
const MODULES: ReadonlySet<string> = new Set([
  ...['fs', 'http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'child_process', 'vm'],
  ...['wasi', 'inspector', 'cluster'],
]);
const GLOBALS: ReadonlySet<string> = new Set([
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'navigator.sendBeacon'],
  ...['process.dlopen', 'process.binding', 'Worker'],
]);

/** A draft of `policy.json`: what each package was seen to use, and which packages it depends on. */
export function lavamoatPolicy(packages: readonly PackagePrivileges[], graph: DependencyGraph): LavamoatPolicy {
  const names = lavamoatNames(graph);
  const byId = new Map(packages.map((one) => [one.id, one]));
  const resources = [...names].flatMap(([entryId, name]): [string, ResourcePolicy][] => {
    const entry = graph.entries.get(entryId);
    if (entry === undefined || entry.dev === true) return [];
    const seen = byId.get(`${entry.name}@${entry.version ?? ''}`);
    const own = entry.dependsOn.flatMap((id) => names.get(id) ?? []);
    const policy = { ...(seen && usesOf(seen)), ...(own.length > 0 && { packages: allowed(own) }) };
    return Object.keys(policy).length === 0 ? [] : [[name, policy]];
  });
  // Unlike an assignment, this makes `__proto__` a key like any other.
  return { resources: Object.fromEntries(resources.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function usesOf({ powers, capabilities }: PackagePrivileges): ResourcePolicy {
  const builtin = powers.filter((name) => MODULES.has(name.split('.')[0] ?? ''));
  const globals = powers.filter((name) => GLOBALS.has(name));
  // Files that only compute are not interpreted, and tell no more than that they ask for it.
  const readsUnseen = capabilities.includes('reads-files') && !builtin.some((name) => name.startsWith('fs.'));
  const all = [...builtin, ...(readsUnseen ? ['fs'] : [])];
  const ofEnvironment = capabilities.includes('environment') ? ['process.env'] : [];
  return {
    ...(all.length > 0 && { builtin: allowed(all) }),
    ...(globals.length + ofEnvironment.length > 0 && { globals: allowed([...globals, ...ofEnvironment]) }),
    ...(capabilities.includes('native-code') && { native: true as const }),
  };
}

function allowed(names: readonly string[]): Readonly<Record<string, true>> {
  return Object.fromEntries([...new Set(names)].sort().map((name) => [name, true as const]));
}
