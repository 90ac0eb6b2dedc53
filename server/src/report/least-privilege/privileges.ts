import {
  inEnglish,
  judgedVersion,
  packageId,
  valueOf,
  type ArtifactFacts,
  type CapabilityKind,
  type DependencyGraph,
  type LookedInto,
} from '../../model/index.js';

/** What one package was seen to be able to do. */
export interface PackagePrivileges {
  /** `name@version` */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly capabilities: readonly CapabilityKind[];
  /** Names of what it calls of the platform: `fs.readFileSync`. */
  readonly powers: readonly string[];
  /** Parts of it that were not read, in words. */
  readonly gaps: readonly string[];
}

export interface ProjectPrivileges {
  /** By name and version; of what runs, so without what only development needs. */
  readonly packages: readonly PackagePrivileges[];
  /** `name@version` of what was not looked into. */
  readonly notSeen: readonly string[];
}

/** What the packages of a project can do once it runs. Each version counts once. */
export function privilegesOf(seen: readonly LookedInto[], graph: DependencyGraph | undefined): ProjectPrivileges {
  const forDevelopment = developmentOnly(graph);
  const byId = new Map<string, PackagePrivileges | undefined>();
  for (const { subject, artifact } of seen) {
    const version = judgedVersion(subject);
    const id = packageId({ name: subject.name, version: version ?? '' });
    if (version === undefined || forDevelopment(id, subject.dev === true)) continue;
    const facts = artifact && valueOf(artifact);
    if (byId.get(id) === undefined) byId.set(id, facts && privileges(id, subject.name, version, facts));
  }
  const sorted = [...byId].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    packages: sorted.flatMap(([, one]) => one ?? []),
    notSeen: sorted.filter(([, one]) => one === undefined).map(([id]) => id),
  };
}

/** The lockfile knows what only development needs; without one, the manifest's line does. */
function developmentOnly(graph: DependencyGraph | undefined): (id: string, dev: boolean) => boolean {
  if (graph === undefined) return (_, dev) => dev;
  const entries = [...graph.entries.values()];
  const running = new Set(
    entries.filter(({ dev }) => dev !== true).map(({ name, version }) => `${name}@${version ?? ''}`),
  );
  const locked = new Set(entries.map(({ name, version }) => `${name}@${version ?? ''}`));
  return (id, dev) => (locked.has(id) ? !running.has(id) : dev);
}

function privileges(id: string, name: string, version: string, facts: ArtifactFacts): PackagePrivileges {
  const gaps = [
    ...facts.incomplete.map(({ reason }) => inEnglish(reason)),
    ...facts.notAnalysed.map(({ file }) => file),
  ];
  return {
    ...{ id, name, version, powers: facts.powers ?? [], gaps: [...new Set(gaps)] },
    capabilities: facts.capabilities.map(({ kind }) => kind),
  };
}
