import { phrase, splitPackageId, type FormatProblem, type Manifest } from '../../model/index.js';
import type { BunDeclaration, BunRecord, BunWorkspace } from './bun-records.js';
import type { Edge, RawEntry, RawGraph, RawImporter } from './raw-graph.js';
import { findFrom, NodeModulesTree, type Folder } from './node-modules-tree.js';
import { EDGE_SECTIONS, specialNames } from './npm-declared.js';
import { folderLocation } from './npm-location.js';
import { isPlainSpecifier } from './plain-range.js';

/** What a `bun.lock` holds. */
export interface BunSections {
  /** By folder, `''` for the project itself. */
  readonly workspaces: ReadonlyMap<string, BunWorkspace>;
  readonly packages: readonly BunRecord[];
}

/** An entry, and where it lies. */
interface Place {
  readonly record: BunRecord;
  readonly folder: Folder;
  readonly name: string;
  /** What stands behind the name. */
  readonly resolved: string;
}

const WORKSPACE = 'workspace:';
const ROOT = 'root:';

/** Folders of this machine, as bun writes them: a tarball beside the project has no `file:`. */
const FOLDER = /^(?:link|file):(?!.*\.(?:tgz|tar\.gz|tar)$)(.*)/is;

/** Importers and entries, with the edges that node would find in the tree that the keys describe. */
export function bunGraph(
  { workspaces, packages }: BunSections,
  manifests: ReadonlyMap<string, Manifest>,
): Pick<RawGraph, 'importers' | 'entries' | 'problems'> {
  const tree = new NodeModulesTree();
  const root = tree.add('', undefined);
  const { places, problems } = placesOf(packages, tree);
  const members = new Map(places.map((place) => [memberFolder(place), place.folder]));
  const redirected = redirectedNames(manifests.get(''));
  const edgesOf = (place: Folder | undefined, declared: readonly BunDeclaration[]): readonly Edge[] =>
    edgesFrom(place, declared, redirected);
  const declaredIn = (folder: string): readonly BunDeclaration[] =>
    declarations(manifests.get(folder), workspaces.get(folder)?.declared ?? []);
  const importers = [...new Map([['', undefined], ...workspaces])].map(([id, stated]): RawImporter => {
    const place = id === '' ? root : (members.get(id) ?? root);
    return { id, name: manifests.get(id)?.name ?? stated?.name, edges: edgesOf(place, declaredIn(id)) };
  });
  const entries = places.map((place): RawEntry => {
    const folder = memberFolder(place);
    const member = folder === undefined ? undefined : workspaces.get(folder);
    if (folder === undefined || member === undefined) {
      return packageEntry(place, undefined, edgesOf(place.folder, place.record.declared));
    }
    return packageEntry(place, member.version, edgesOf(place.folder, declaredIn(folder)));
  });
  return { importers, entries, problems };
}

function placesOf(
  packages: readonly BunRecord[],
  tree: NodeModulesTree,
): { readonly places: readonly Place[]; readonly problems: readonly FormatProblem[] } {
  const places: Place[] = [];
  const problems: FormatProblem[] = [];
  for (const record of packages) {
    const { name, version: resolved = '' } = splitPackageId(record.resolution);
    const folder = tree.addModule(namesIn(record.id), record.id);
    if (folder === undefined) problems.push({ message: phrase('This lies too deep to be real.'), span: record.span });
    else places.push({ record, folder, name, resolved });
  }
  return { places, problems };
}

/** `@scope/a/b` is the `b` inside of `@scope/a`. */
function namesIn(key: string): readonly string[] {
  const names: string[] = [];
  let start = 0;
  for (;;) {
    let end = key.indexOf('/', start);
    if (end >= 0 && key.charAt(start) === '@') end = key.indexOf('/', end + 1);
    if (end < 0) {
      names.push(key.slice(start));
      return names;
    }
    names.push(key.slice(start, end));
    start = end + 1;
  }
}

/** The folder of a workspace member, relative to the lockfile. */
function memberFolder({ resolved }: Place): string | undefined {
  if (resolved.startsWith(ROOT)) return '';
  return resolved.startsWith(WORKSPACE) ? resolved.slice(WORKSPACE.length) : undefined;
}

/**
 * Written out field by field, as thousands of entries are copied slowly.
 *
 * @param memberVersion what the lockfile says of a member; its manifest may say something newer
 */
function packageEntry(place: Place, memberVersion: string | undefined, edges: readonly Edge[]): RawEntry {
  const { record, folder, name, resolved } = place;
  const member = memberFolder(place);
  const isMember = member !== undefined || undefined;
  const localFolder = member ?? FOLDER.exec(resolved)?.[1];
  const { installedAs } = folder;
  // As bun names it: what comes from elsewhere than a registry has its address for a version.
  const version = isMember === undefined ? resolved : memberVersion;
  return {
    id: record.id,
    name,
    alias: installedAs === name ? undefined : installedAs,
    version: version || null,
    resolved: record.tarball,
    integrity: record.integrity,
    workspace: isMember,
    localDir: localFolder === undefined ? undefined : true,
    folder: localFolder === undefined ? undefined : folderLocation(localFolder),
    bundled: record.bundled || undefined,
    span: record.span,
    edges,
  };
}

/** A folder's declarations: its manifest's as it is now, then what only the lockfile still says. */
function declarations(manifest: Manifest | undefined, locked: readonly BunDeclaration[]): readonly BunDeclaration[] {
  if (manifest === undefined) return locked;
  const now = manifest.dependencies.flatMap(({ name, section, specifier }): readonly BunDeclaration[] => {
    const kind = EDGE_SECTIONS.get(section);
    return kind === undefined ? [] : [{ name, kind, plain: isPlainSpecifier(name, specifier) }];
  });
  const named = new Set(now.map(({ name }) => name));
  return [...now, ...locked.filter(({ name }) => !named.has(name))];
}

/** Names that `overrides` or `resolutions` may lead to something else than what is asked for. */
function redirectedNames(manifest: Manifest | undefined): ReadonlySet<string> {
  const resolutions = Object.keys(manifest?.resolutions ?? {}).map((path) =>
    path.replace(/^.*?((?:@[^/]+\/)?[^/]+)$/, '$1'),
  );
  return new Set([...specialNames(manifest, (section) => section === 'overrides'), ...resolutions]);
}

function edgesFrom(
  place: Folder | undefined,
  declared: readonly BunDeclaration[],
  redirected: ReadonlySet<string>,
): readonly Edge[] {
  const edges: Edge[] = [];
  for (const { name, kind, plain } of declared) {
    const to = findFrom(place, name);
    if (to !== undefined) edges.push({ name, to, kind, plain: plain && !redirected.has(name) });
  }
  return edges;
}
