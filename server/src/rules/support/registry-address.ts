import semver from 'semver';

/** The package that an address of a registry names. */
export interface AddressedPackage {
  readonly name: string;
  /** Absent where the file's name does not tell it. */
  readonly version?: string;
}

/**
 * What the address of a registry's tarball says it is; undefined for addresses of any other shape.
 *
 * - npm, Verdaccio, Nexus, Azure, Google, CodeArtifact: `…/@scope/name/-/name-1.0.0.tgz`, the slash perhaps as `%2f`
 * - Artifactory, GitLab: `…/@scope/name/-/@scope/name-1.0.0.tgz`
 * - GitHub: `…/download/@scope/name/1.0.0/hash`
 * - old mirrors in China: `…/name/download/name-1.0.0.tgz`
 */
export function packageAt(url: string): AddressedPackage | undefined {
  if (!URL.canParse(url)) return undefined;
  const segments = decoded(new URL(url).pathname)
    .split('/')
    .filter((segment) => segment !== '');
  const dash = segments.lastIndexOf('-');
  if (dash > 0) return served(segments.slice(0, dash), segments.at(-1));
  const download = segments.lastIndexOf('download');
  if (download > 0) return served(segments.slice(0, download), segments.at(-1));
  return download === 0 ? github(segments.slice(1)) : undefined;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function served(before: readonly string[], file: string | undefined): AddressedPackage | undefined {
  const project = before.at(-1);
  if (project === undefined || project.startsWith('@')) return undefined;
  const scope = before.at(-2);
  const name = scope?.startsWith('@') === true ? `${scope}/${project}` : project;
  return withVersion(name, versionIn(file, project));
}

function versionIn(file: string | undefined, project: string): string | undefined {
  if (file?.startsWith(`${project}-`) !== true || !file.endsWith('.tgz')) return undefined;
  return file.slice(project.length + 1, -'.tgz'.length);
}

function github(segments: readonly string[]): AddressedPackage | undefined {
  const [first = '', second, third, fourth] = segments;
  const scoped = first.startsWith('@');
  const name = scoped ? `${first}/${second ?? ''}` : first;
  const version = scoped ? third : second;
  const hash = scoped ? fourth : third;
  return hash === undefined ? undefined : withVersion(name, version);
}

function withVersion(name: string, version: string | undefined): AddressedPackage {
  return version !== undefined && semver.valid(version, true) !== null ? { name, version } : { name };
}
