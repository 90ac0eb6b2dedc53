import { packument, type RawPackument } from '../../support/packuments.js';
import { integrityOf, packageFileOf, unscoped, type LockedProject } from '../lockfiles/locked-project.js';

/**
 * What a registry says of each name of a project.
 *
 * @param more versions besides the locked ones
 */
export function documentsOf({ packages }: LockedProject, more: number): readonly RawPackument[] {
  const versions = new Map<string, string[]>();
  for (const { name, version } of packages) versions.set(name, [...(versions.get(name) ?? []), version]);
  const older = Array.from({ length: more }, (_, index) => [`0.0.${index + 100}`, {}] as const);
  return [...versions].map(([name, all]) => {
    const distOf = (version: string): object => ({
      dist: { integrity: integrityOf({ name, version }), tarball: packageFilePath({ name, version }) },
    });
    const locked = all.map((version) => [version, distOf(version)] as const);
    return packument(name, Object.fromEntries([...older, ...locked]));
  });
}

/** The package files of a project, by where a registry has them. */
export function packageFilesOf({ packages }: LockedProject): Readonly<Record<string, Buffer>> {
  return Object.fromEntries(packages.map((one) => [packageFilePath(one), packageFileOf(one)]));
}

export function packageFilePath({ name, version }: { readonly name: string; readonly version: string }): string {
  return `/${name}/-/${unscoped(name)}-${version}.tgz`;
}

/** As many names as are asked for: the much-used ones, then made-up ones after their model. */
export function enoughNames(names: readonly string[], count: number): readonly string[] {
  const more = ['kit', 'core', 'plugin'].flatMap((word) => names.map((name) => `${name}-${word}`));
  return [...new Set([...names, ...more])].slice(0, count);
}
