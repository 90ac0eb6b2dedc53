import { phrase, readDeclared, type TarballManifest } from '../model/index.js';
import { ArtifactError } from './artifact-error.js';
import { installedPath, loosePath } from './entry-path.js';
import { viewTarball, type ViewLimits, type WantedFile } from './file-view.js';

/** The largest real manifests have some hundred kilobytes; parsing takes memory many times the text. */
const MAX_MANIFEST_BYTES = 5 * 1024 * 1024;

const MANIFEST = 'package.json';
const LOOSE_MANIFEST = 'package.json (in another spelling)';
const BINDING = 'binding.gyp';

/** Reads what a package file says of installing. Throws an `ArtifactError`, or whatever the source throws. */
export async function readPackageManifest(
  source: AsyncIterable<Uint8Array>,
  limits?: ViewLimits,
): Promise<TarballManifest> {
  const { kept, fileCount, unpackedSize } = await viewTarball(source, wantedFile, limits);
  if (kept.has(LOOSE_MANIFEST)) {
    throw new ArtifactError('malformed', phrase('holds two files that some systems take for its package.json'));
  }
  const manifest = parseManifest(kept.get(MANIFEST));
  const { name, version, scripts } = manifest;
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof version === 'string' && { version }),
    scripts: scriptsOf(scripts),
    hasBindingGyp: kept.has(BINDING),
    declares: readDeclared(manifest),
    fileCount,
    unpackedSize,
  };
}

function wantedFile(entryPath: string): WantedFile | undefined {
  const path = loosePath(entryPath);
  if (path === BINDING) return { key: BINDING };
  if (path !== MANIFEST) return undefined;
  return installedPath(entryPath) === MANIFEST
    ? { key: MANIFEST, maxBytes: MAX_MANIFEST_BYTES }
    : { key: LOOSE_MANIFEST };
}

function parseManifest(bytes: Buffer | undefined): Readonly<Record<string, unknown>> {
  if (bytes === undefined) throw new ArtifactError('malformed', phrase('holds no package.json'));
  const manifest = parseJson(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) {
    throw new ArtifactError('malformed', phrase('holds a package.json that is not a JSON object'));
  }
  return manifest as Readonly<Record<string, unknown>>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** npm ignores what is no text. Without a prototype, so that a script called `__proto__` is one. */
function scriptsOf(scripts: unknown): Readonly<Record<string, string>> {
  const found = Object.create(null) as Record<string, string>;
  if (typeof scripts !== 'object' || scripts === null) return found;
  for (const [name, command] of Object.entries(scripts)) if (typeof command === 'string') found[name] = command;
  return found;
}
