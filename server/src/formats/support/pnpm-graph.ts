import semver from 'semver';
import type { Manifest, Span } from '../../model/index.js';
import type { Edge, RawEntry, RawImporter } from './raw-graph.js';
import { folderLocation, folderName } from './npm-location.js';
import { keyStyle, type KeyStyle } from './pnpm-key.js';
import type { ImporterRecord, PackageRecord, PnpmDocument, Reference } from './pnpm-records.js';

type Manifests = ReadonlyMap<string, Manifest>;

export interface PnpmParts {
  readonly importers: readonly RawImporter[];
  readonly entries: readonly RawEntry[];
  /** Everything that a dependency leads to is there. */
  readonly whole: boolean;
}

/** What pnpm calls a folder that is linked in place of a package. */
const LINKED = '@ws:';

/** A folder that something links to. */
interface LinkedFolder {
  readonly folder: string;
  /** As it is called where it is linked. */
  readonly name: string;
  readonly span: Span;
}

/** The project's own graph. Workspace members and linked folders are entries too; their names are in their manifests. */
export function projectParts(document: PnpmDocument, manifests: Manifests): PnpmParts {
  const style = keyStyle(document.lockfileVersion);
  const folders = document.importers.map((importer) => folderLocation(importer.folder));
  const linked = new Map<string, LinkedFolder>();
  const importers = document.importers.map((record, index): RawImporter => {
    const id = folders[index] ?? '';
    const edges = edgesOf(record.references, style, id, linked);
    return { id, name: manifests.get(id)?.name ?? (id === '' ? undefined : folderName(id)), edges };
  });
  const packages = packageEntries(document, style, linked);
  const members = document.importers.flatMap((record, index) =>
    memberEntry(record, importers[index], linked, manifests),
  );
  const others = [...linked.values()].filter(({ folder }) => folder !== '' && !folders.includes(folder));
  const entries = [...members, ...others.map((one) => linkedEntry(one, manifests)), ...packages.entries];
  return { importers, entries, whole: packages.whole && leadSomewhere(importers, entries, style) };
}

/** What an environment document installs beside the project: not pnpm itself, which is nobody's dependency. */
export function configParts(document: PnpmDocument): PnpmParts {
  const style = keyStyle(document.lockfileVersion);
  const { entries, whole } = packageEntries(document, style, new Map());
  const edges = edgesOf(document.configDependencies, style, '', new Map());
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const wanted = new Set(edges.map((edge) => edge.to));
  for (const id of wanted) for (const { to } of byId.get(id)?.edges ?? []) wanted.add(to);
  return { importers: [{ id: '', edges }], entries: entries.filter((entry) => wanted.has(entry.id)), whole };
}

function memberEntry(
  record: ImporterRecord,
  importer: RawImporter | undefined,
  linked: ReadonlyMap<string, LinkedFolder>,
  manifests: Manifests,
): readonly RawEntry[] {
  if (importer === undefined || importer.id === '') return [];
  const { id, edges } = importer;
  const manifest = manifests.get(id);
  return [
    {
      id: LINKED + id,
      name: manifest?.name ?? linked.get(id)?.name ?? folderName(id),
      version: manifest?.version ?? null,
      workspace: true,
      localDir: true,
      folder: id,
      span: record.span,
      edges,
    },
  ];
}

function linkedEntry({ folder, name, span }: LinkedFolder, manifests: Manifests): RawEntry {
  const manifest = manifests.get(folder);
  return {
    id: LINKED + folder,
    name: manifest?.name ?? name,
    version: manifest?.version ?? null,
    link: true,
    localDir: true,
    folder,
    span,
    edges: [],
  };
}

/** Since version 9 `packages` says what a package is, and `snapshots` what it depends on with each set of peers. */
function packageEntries(
  { packages, snapshots }: PnpmDocument,
  style: KeyStyle,
  linked: Map<string, LinkedFolder>,
): { readonly entries: readonly RawEntry[]; readonly whole: boolean } {
  const entry = (stated: PackageRecord, used: PackageRecord): RawEntry =>
    packageEntry(stated, used, style, edgesOf(used.references, style, '', linked));
  if (snapshots === undefined) {
    // Where the lockfile is cut off before its snapshots, its packages still count.
    const whole = packages.length === 0 || !style.hasSnapshots;
    return { entries: packages.map((record) => entry(record, record)), whole };
  }
  const stated = new Map(packages.map((record) => [record.key, record]));
  const unused = new Set(stated.keys());
  const entries = snapshots.map((used) => {
    const key = style.withoutPeers(used.key);
    unused.delete(key);
    return entry(stated.get(key) ?? used, used);
  });
  const left = packages.filter((record) => unused.has(record.key)).map((record) => entry(record, record));
  return { entries: [...entries, ...left], whole: left.length === 0 };
}

function packageEntry(stated: PackageRecord, used: PackageRecord, style: KeyStyle, edges: readonly Edge[]): RawEntry {
  const id = style.id(used.key);
  const parts = stated.name !== undefined && stated.version !== undefined ? stated : style.parts(id);
  return {
    id,
    name: stated.name ?? parts.name ?? id,
    version: stated.version ?? parts.version ?? null,
    resolved: stated.resolved,
    integrity: stated.integrity,
    localDir: stated.isFolder === true || undefined,
    folder: stated.isFolder === true ? stated.resolved : undefined,
    askedPlainly: isOfRegistry(stated, parts),
    hasInstallScript: stated.requiresBuild,
    deprecated: stated.deprecated,
    // Where the text says which bytes are meant; what they depend on stands elsewhere since version 9.
    span: stated.span,
    needsSpan: used === stated ? undefined : used.span,
    edges,
  };
}

/** What comes from elsewhere has its address for a key, and says its name itself. */
function isOfRegistry(stated: PackageRecord, { name, version }: Pick<PackageRecord, 'name' | 'version'>): boolean {
  return stated.name === undefined && name !== undefined && version !== undefined && semver.valid(version) !== null;
}

/** @param from folder that `link:` starts from */
function edgesOf(
  references: readonly Reference[],
  style: KeyStyle,
  from: string,
  linked: Map<string, LinkedFolder>,
): readonly Edge[] {
  return references.map(({ name, to, kind, span }) => {
    if (!to.startsWith('link:')) return { name, to: style.target(name, to), kind };
    const target = to.slice('link:'.length);
    const folder = folderLocation(/^(?:[/\\]|[a-z]:)/i.test(target) ? target : `${from || '.'}/${target}`);
    if (!linked.has(folder)) linked.set(folder, { folder, name, span });
    return { name, to: LINKED + folder, kind };
  });
}

/** Links are left out: to the root itself, which is no entry, they lead nowhere. */
function leadSomewhere(importers: readonly RawImporter[], entries: readonly RawEntry[], style: KeyStyle): boolean {
  const ids = new Set(entries.map((entry) => entry.id));
  const mayLack = ({ kind }: Edge): boolean => kind === 'optional' && style.omitsOtherPlatforms;
  const known = ({ edges }: { readonly edges: readonly Edge[] }): boolean =>
    edges.every((edge) => ids.has(edge.to) || edge.to.startsWith(LINKED) || mayLack(edge));
  return importers.every(known) && entries.every(known);
}
