import type { DependencyGraph } from './dependency-graph.js';

/** Who reads a lockfile. The two yarns share a name and little else. */
export type PackageManager = 'npm' | 'yarn-classic' | 'yarn' | 'pnpm' | 'bun' | 'vlt' | 'deno';

const BY_FORMAT: Readonly<Record<string, PackageManager>> = Object.freeze({
  'package-lock.json': 'npm',
  'yarn.lock': 'yarn',
  'pnpm-lock.yaml': 'pnpm',
  'bun.lock': 'bun',
  'vlt-lock.json': 'vlt',
  'deno.lock': 'deno',
});

/** Yarn 1 writes this; all later versions number their lockfiles from 4 on. */
const YARN_CLASSIC = '1';

/** Undefined for a lockfile of a format that no manager here is known for. */
export function packageManagerOf({
  format,
  lockfileVersion,
}: Pick<DependencyGraph, 'format' | 'lockfileVersion'>): PackageManager | undefined {
  const manager = BY_FORMAT[format];
  return manager === 'yarn' && lockfileVersion === YARN_CLASSIC ? 'yarn-classic' : manager;
}

/** What brings `node_modules` and lockfile in line with the manifests, to be run by a person in the lockfile's folder. */
export function installCommand(manager: PackageManager): string {
  return `${managerName(manager)} install`;
}

/** As people call it. */
export function managerName(manager: PackageManager): string {
  return manager === 'yarn-classic' ? 'yarn' : manager;
}
