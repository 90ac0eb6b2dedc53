import { packument, type RawPackument } from '../../support/packuments.js';
import type { LockedProject } from '../lockfiles/locked-project.js';

/**
 * What a registry says of each name of a project.
 *
 * @param more versions besides the locked ones
 */
export function documentsOf({ packages }: LockedProject, more: number): readonly RawPackument[] {
  const versions = new Map<string, string[]>();
  for (const { name, version } of packages) versions.set(name, [...(versions.get(name) ?? []), version]);
  const older = Array.from({ length: more }, (_, index) => `0.0.${index + 100}`);
  return [...versions].map(([name, locked]) =>
    packument(name, Object.fromEntries([...older, ...locked].map((version) => [version, {}]))),
  );
}

/** As many names as are asked for: the much-used ones, then made-up ones after their model. */
export function enoughNames(names: readonly string[], count: number): readonly string[] {
  const more = ['kit', 'core', 'plugin'].flatMap((word) => names.map((name) => `${name}-${word}`));
  return [...new Set([...names, ...more])].slice(0, count);
}
