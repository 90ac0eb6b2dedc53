/** Lockfile graphs and registries in a few words. */
import semver from 'semver';
import type { Ask, PackageReader } from '../../../server/src/engine/re-resolution/package-reader.js';
import { buildGraph } from '../../../server/src/formats/support/graph-builder.js';
import { parseSpecifier } from '../../../server/src/formats/support/specifier.js';
import {
  readDeclared,
  splitPackageId,
  type DeclaredDependencies,
  type DependencyGraph,
} from '../../../server/src/model/index.js';

const NOWHERE = { start: 0, end: 0 };

/**
 * A lockfile by what each package gets: `{ '.': ['express@4.17.1'], 'express@4.17.1': ['qs@6.7.0'] }`. Keys that end in
 * `/` are members of the workspace. An entry's id is its `name@version`.
 */
export function graphOf(tree: Readonly<Record<string, readonly string[]>>, format = 'pnpm-lock.yaml'): DependencyGraph {
  const edges = (ids: readonly string[]) =>
    ids.map((to) => ({ name: splitPackageId(to).name, to, kind: 'required' as const }));
  const isImporter = (id: string): boolean => id === '.' || id.endsWith('/');
  const all = Object.entries(tree);
  const ids = new Set([...all.map(([id]) => id), ...all.flatMap(([, below]) => below)]);
  return buildGraph({
    format,
    lockfileVersion: '9.0',
    importers: all
      .filter(([id]) => isImporter(id))
      .map(([id, below]) => ({ id: id === '.' ? '' : id.slice(0, -1), edges: edges(below) })),
    entries: [...ids]
      .filter((id) => !isImporter(id))
      .map((id) => {
        const { name, version = null } = splitPackageId(id);
        return { id, name, version, span: NOWHERE, edges: edges(tree[id] ?? []) };
      }),
    problems: [],
    edgesAreComplete: true,
  });
}

/** What a registry holds: `{ 'express@4.17.3': { qs: '6.9.7' } }`, or a whole manifest under `manifest`. */
export type Published = Readonly<
  Record<string, Readonly<Record<string, string>> | { readonly manifest: object } | 'unknown'>
>;

/** A reader of these packages, and in `asked` what it was asked. */
export function readerOf(published: Published): PackageReader & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  return {
    asked,
    asks: (name, version) => {
      asked.push(`${name}@${version}`);
      const found = published[`${name}@${version}`];
      if (found === undefined || found === 'unknown') return Promise.resolve(undefined);
      return Promise.resolve(
        asksOf(readDeclared('manifest' in found ? { ...(found.manifest as object) } : { dependencies: found })),
      );
    },
    resolve: (specifier) => {
      const versions = Object.keys(published)
        .map(splitPackageId)
        .flatMap(({ name, version }) => (name === specifier.name && version !== undefined ? [version] : []));
      const range =
        specifier.kind === 'range' ? specifier.range : specifier.kind === 'version' ? specifier.version : '*';
      return Promise.resolve(semver.maxSatisfying(versions, range) ?? undefined);
    },
    parse: parseSpecifier,
  };
}

function asksOf({ required, optional, peers, bundled }: DeclaredDependencies): readonly Ask[] {
  const kinds = { required, optional, peer: peers } as const;
  return (['required', 'optional', 'peer'] as const).flatMap((kind) =>
    Object.entries(kinds[kind]).map(([key, raw]) => ({
      ...{ key, raw, kind, specifier: parseSpecifier(key, raw), bundled: bundled.includes(key) },
    })),
  );
}
