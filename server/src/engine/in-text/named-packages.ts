import path from 'node:path';
import {
  scopeOf,
  type AddressMention,
  type CommandMention,
  type Dependency,
  type DependencyGraph,
  type Mention,
} from '../../model/index.js';
import type { Files } from '../../platform/files.js';
import type { Project } from '../engine.js';
import type { LocalNames } from './alias-reader.js';
import { BINARIES } from './binaries.js';
import { importTarget, type ImportNames } from './import-names.js';
import type { DeclaredHere, NamedPackage } from './named-package.js';

/** What stands around a file: the manifests from the nearest to the workspace's own, and names that are no packages. */
export interface Surroundings {
  /** The nearest first; at least one. */
  readonly projects: readonly Project[];
  readonly local: LocalNames;
}

/** Packages whose registry is another one, or none: the package managers' own and Node's, which nobody declares. */
const MANAGERS: ReadonlySet<string> = new Set(['npm', 'pnpm', 'yarn', 'bun', 'node', 'corepack']);

/** Which packages the mentions of a file mean. What is the project's own, or the platform's, is left out. */
export async function namedPackages(
  mentions: readonly Mention[],
  surroundings: Surroundings,
  files: Pick<Files, 'exists'>,
): Promise<readonly NamedPackage[]> {
  const lines = declaredLines(surroundings.projects);
  const names = importNames(surroundings, lines);
  const found = await Promise.all(
    mentions.map(async (mention) => {
      switch (mention.kind) {
        case 'import':
          return importedPackage(mention, names, lines);
        case 'command':
          return await commandPackage(mention, names.own, lines, surroundings, files);
        case 'address':
          return addressedPackage(mention, names.own);
      }
    }),
  );
  return found.flatMap((one) => (one === undefined ? [] : completed(one, surroundings.projects, names)));
}

type Found = Pick<NamedPackage, 'mention' | 'name' | 'range' | 'declared'>;
type Lines = ReadonlyMap<string, DeclaredHere>;

function importedPackage(
  mention: Extract<Mention, { kind: 'import' }>,
  names: ImportNames,
  lines: Lines,
): Found | undefined {
  const target = importTarget(mention.specifier, names);
  if (target.from !== 'package') return undefined;
  const { name, range } = target;
  const declared = lines.get(name) ?? (mention.how === 'type' ? lines.get(typesOf(name)) : undefined);
  if (range !== undefined) return { mention, name, range };
  // Types that the compiler finds by themselves: the name is that of what they are about.
  return { mention, name: declared?.line.name ?? name, declared };
}

/** A command runs what is installed where that has a program of the name, and asks the registry only otherwise. */
async function commandPackage(
  mention: CommandMention,
  own: ReadonlySet<string>,
  lines: Lines,
  { projects }: Surroundings,
  files: Pick<Files, 'exists'>,
): Promise<Found | undefined> {
  const { name, range } = mention;
  if (MANAGERS.has(name) || own.has(name)) return undefined;
  if (range !== undefined) return { mention, name, range };
  const owner = lines.get(BINARIES.get(name) ?? name) ?? lines.get(name);
  if (owner !== undefined) return { mention, name: owner.line.name, declared: owner };
  const isInstalled = await somewhere(projects, (folder) =>
    files.exists(path.join(folder, 'node_modules', '.bin', name)),
  );
  return isInstalled ? undefined : { mention, name };
}

/** Whatever is declared or installed: a network delivers what is asked of it. */
function addressedPackage(mention: AddressMention, own: ReadonlySet<string>): Found | undefined {
  const { name, range } = mention;
  return own.has(name) ? undefined : { mention, name, ...(range !== undefined && { range }) };
}

async function somewhere(
  projects: readonly Project[],
  isThere: (folder: string) => Promise<boolean>,
): Promise<boolean> {
  const answers = await Promise.all(projects.map(({ folder }) => isThere(folder)));
  return answers.includes(true);
}

function completed(found: Found, projects: readonly Project[], names: ImportNames): readonly NamedPackage[] {
  const { name, range, declared } = found;
  const isFromHere = found.mention.kind !== 'address' && declared === undefined && range === undefined;
  const locked = isFromHere ? lockedVersion(name, projects) : undefined;
  // Its types alone are there, brought in by others: the compiler is content.
  if (declared === undefined && locked === undefined && isTypeOnly(found, projects)) return [];
  return [{ ...found, ...(locked !== undefined && { locked }), isInternal: isInternal(found, projects, names) }];
}

function isTypeOnly({ mention, name }: Found, projects: readonly Project[]): boolean {
  return mention.kind === 'import' && mention.how === 'type' && lockedVersion(typesOf(name), projects) !== undefined;
}

/** `@scope/name` → `@types/scope__name` */
function typesOf(name: string): string {
  return `@types/${name.replace(/^@([^/]+)\//, '$1__')}`;
}

/**
 * A scope that the project's own packages have; and in code one that nothing has that the project gets from a registry: most of
 * these are names that some tool gives to files.
 */
function isInternal({ mention, name }: Found, projects: readonly Project[], { own, declared }: ImportNames): boolean {
  const scope = scopeOf(name);
  if (scope === undefined || own.has(name)) return own.has(name);
  const has = (names: Iterable<string>): boolean => [...names].some((one) => scopeOf(one) === scope);
  if (has(own)) return true;
  const isKnown =
    has(declared) || projects.some(({ graph }) => graph !== undefined && has(indexOf(graph).versions.keys()));
  return mention.kind === 'import' && !isKnown;
}

function declaredLines(projects: readonly Project[]): Lines {
  const lines = new Map<string, DeclaredHere>();
  for (const { manifestPath, manifest } of projects) {
    for (const line of manifest.dependencies) {
      if (isDeclaration(line) && !lines.has(line.name)) lines.set(line.name, { manifestPath, line });
    }
  }
  return lines;
}

/** The others only say in which version something comes. */
function isDeclaration({ section }: Dependency): boolean {
  return section !== 'overrides' && section !== 'catalog';
}

function importNames({ projects, local }: Surroundings, lines: Lines): ImportNames {
  return { own: ownNames(projects), aliases: local.aliases, local: local.local, declared: new Set(lines.keys()) };
}

function ownNames(projects: readonly Project[]): ReadonlySet<string> {
  return new Set(
    projects.flatMap(({ manifest, workspace, graph }) => [
      ...(manifest.name === undefined ? [] : [manifest.name]),
      ...(workspace?.members ?? []).flatMap((member) => member.manifest.name ?? []),
      ...(graph === undefined ? [] : indexOf(graph).own),
    ]),
  );
}

function lockedVersion(name: string, projects: readonly Project[]): string | undefined {
  for (const { graph } of projects) {
    const version = graph && indexOf(graph).versions.get(name);
    if (version !== undefined) return version;
  }
  return undefined;
}

/** What a lockfile holds by name; where it holds several versions, the first that stands in it. */
interface GraphIndex {
  readonly versions: ReadonlyMap<string, string>;
  readonly own: readonly string[];
}

const indexes = new WeakMap<DependencyGraph, GraphIndex>();

/** A lockfile has thousands of entries and stays the same for long. */
function indexOf(graph: DependencyGraph): GraphIndex {
  const known = indexes.get(graph) ?? makeIndex(graph);
  indexes.set(graph, known);
  return known;
}

function makeIndex({ entries, importers }: DependencyGraph): GraphIndex {
  const versions = new Map<string, string>();
  const own = new Set(importers.flatMap(({ name }) => name ?? []));
  for (const { name, version, workspace } of entries.values()) {
    if (workspace === true) own.add(name);
    else if (version !== null && !versions.has(name)) versions.set(name, version);
  }
  return { versions, own: [...own] };
}
