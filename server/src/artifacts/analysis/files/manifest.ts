import type { ArtifactManifest } from '../../../model/index.js';
import type { PackageFile } from '../../package-files.js';

/** Longer than any name, version or command of use; what is cut off stands in the file. */
const MAX_TEXT = 4000;
/** The packages that depend on everything have thousands; nobody reads on behind this many. */
const MAX_ENTRIES = 5000;

const MANIFEST = 'package.json';

/** The manifest at the root of a package; undefined where there is none that npm could read. */
export function rootManifest(files: readonly PackageFile[]): ArtifactManifest | undefined {
  const json = parseManifest(files.findLast(({ path }) => path === MANIFEST)?.bytes);
  return (
    json &&
    manifestOf(
      json,
      files.some(({ path }) => path.toLowerCase() === 'binding.gyp'),
    )
  );
}

/** A JSON object; undefined for everything else. npm takes a byte order mark. */
export function parseManifest(bytes: Uint8Array | undefined): Readonly<Record<string, unknown>> | undefined {
  if (bytes === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(
      Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    );
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** @param hasBindingGyp whether a `binding.gyp` lies beside it. */
export function manifestOf(json: Readonly<Record<string, unknown>>, hasBindingGyp: boolean): ArtifactManifest {
  const { name, version, bin } = json;
  return {
    ...(typeof name === 'string' && { name: name.slice(0, MAX_TEXT) }),
    ...(typeof version === 'string' && { version: version.slice(0, MAX_TEXT) }),
    scripts: textsOf(json.scripts),
    hasBindingGyp,
    // A single command is called like the package, without its scope.
    bin: typeof bin === 'string' ? textsOf({ [String(name).replace(/^@[^/]*\//, '')]: bin }) : textsOf(bin),
    dependencies: textsOf(json.dependencies),
    optionalDependencies: textsOf(json.optionalDependencies),
    peerDependencies: textsOf(json.peerDependencies),
    forPlatform: json.os !== undefined || json.cpu !== undefined || json.libc !== undefined,
    bundled: bundledOf(json),
  };
}

function bundledOf(json: Readonly<Record<string, unknown>>): readonly string[] {
  const given = json.bundleDependencies ?? json.bundledDependencies;
  if (given === true) return Object.keys(textsOf(json.dependencies));
  return Array.isArray(given) ? given.filter((name) => typeof name === 'string').slice(0, MAX_ENTRIES) : [];
}

/** Members that are texts. Without a prototype, so that a member called `__proto__` is one. */
function textsOf(value: unknown): Readonly<Record<string, string>> {
  const found = Object.create(null) as Record<string, string>;
  if (!isObject(value)) return found;
  for (const [key, text] of Object.entries(value).slice(0, MAX_ENTRIES)) {
    if (typeof text === 'string') found[key.slice(0, MAX_TEXT)] = text.slice(0, MAX_TEXT);
  }
  return found;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
