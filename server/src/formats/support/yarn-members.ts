import type { DependencySection, Manifest } from '../../model/index.js';
import type { EdgeKind } from './raw-graph.js';
import { namesFolder } from './workspace-patterns.js';

/** What a manifest asks for under a name. */
export interface YarnDeclared {
  readonly range: string;
  readonly kind: EdgeKind;
}

/** The project itself (`''`) or a member of its workspace. */
export interface YarnMember {
  /** Relative to the lockfile. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly declared: ReadonlyMap<string, YarnDeclared>;
}

/** What yarn installs for a folder that is worked on; of a name in several sections, the first of these counts. */
const SECTIONS: readonly (readonly [DependencySection, EdgeKind])[] = [
  ['optionalDependencies', 'optional'],
  ['dependencies', 'required'],
  ['devDependencies', 'dev'],
];

/** The project and its members, as far as their manifests are known. Without a name and a version, yarn 1 knows none. */
export function yarnMembers(manifests: ReadonlyMap<string, Manifest>): readonly YarnMember[] {
  const patterns = manifests.get('')?.workspaces ?? [];
  return [...manifests]
    .filter(([folder, { name, version }]) => folder === '' || (name && version && namesFolder(patterns, folder)))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, manifest]) => ({ folder, manifest, declared: declaredIn(manifest) }));
}

export function declaredIn({ dependencies }: Pick<Manifest, 'dependencies'>): ReadonlyMap<string, YarnDeclared> {
  const declared = new Map<string, YarnDeclared>();
  for (const [section, kind] of SECTIONS) {
    for (const dependency of dependencies) {
      if (dependency.section !== section || declared.has(dependency.name)) continue;
      declared.set(dependency.name, { range: dependency.raw, kind });
    }
  }
  return declared;
}
