import { readArchive } from './archive.js';
import { ArtifactError } from './artifact-error.js';
import { installedPath } from './entry-path.js';
import { READ_LIMITS } from './read-package.js';

/** The largest real manifests have some hundred kilobytes. */
const MAX_MANIFEST_BYTES = 5 * 1024 * 1024;

/** What the package in a package file calls itself, read no farther than to its package.json. Never rejects. */
export async function nameInArchive(source: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let isWhole = false;
  try {
    await readArchive(
      source,
      ({ path, size }) => {
        if (isWhole) throw new ArtifactError('too-large', 'was read far enough');
        if (installedPath(path) !== 'package.json' || size > MAX_MANIFEST_BYTES) return undefined;
        return { piece: (bytes) => pieces.push(bytes), end: () => void (isWhole = true) };
      },
      READ_LIMITS,
    );
  } catch {
    // Whatever is wrong with it is told where it is analysed.
  }
  return nameInManifest(Buffer.concat(pieces).toString('utf8'));
}

/** What a package.json calls its package. */
export function nameInManifest(text: string): string | undefined {
  try {
    const manifest = JSON.parse(text.replace(/^\uFEFF/, '')) as { readonly name?: unknown } | null;
    return typeof manifest?.name === 'string' ? manifest.name : undefined;
  } catch {
    return undefined;
  }
}
