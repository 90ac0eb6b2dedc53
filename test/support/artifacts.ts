/** Facts about a package's code, and packages held in memory, in few words. */
import type { ArtifactFacts, Behaviour, BehaviourKind, Place } from '../../server/src/model/index.js';
import type { PackageFiles } from '../../server/src/artifacts/package-files.js';

/** A package that does nothing, unless told otherwise. */
export function artifactFacts(given: Partial<ArtifactFacts> = {}): ArtifactFacts {
  return { files: 1, bytes: 100, behaviours: [], incomplete: [], ...given };
}

export function behaviour(kind: BehaviourKind, place: Partial<Place> = {}): Behaviour {
  return { kind, moment: 'import', place: { file: 'index.js', line: 1, column: 1, snippet: 'code', ...place } };
}

/** Files by path, as text or bytes. */
export function packageOf(files: Readonly<Record<string, string | Uint8Array>>): PackageFiles {
  const held = Object.entries(files).map(([path, content]) => ({ path, bytes: Buffer.from(content) }));
  const unpackedBytes = held.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return { files: held, oddities: [], skipped: [], fileCount: held.length, unpackedBytes };
}
