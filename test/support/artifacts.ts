/** Facts about a package's code, and packages held in memory, in few words. */
import type {
  ArtifactFacts,
  ArtifactManifest,
  Behaviour,
  BehaviourKind,
  DataKind,
  Flow,
  Place,
  SinkKind,
} from '../../server/src/model/index.js';
import type { PackageFiles } from '../../server/src/artifacts/package-files.js';

/** A package that does nothing, unless told otherwise. */
export function artifactFacts(given: Partial<ArtifactFacts> = {}): ArtifactFacts {
  return {
    files: 1,
    bytes: 100,
    flows: [],
    behaviours: [],
    capabilities: [],
    oddities: [],
    unusedDependencies: [],
    binaries: [],
    notAnalysed: [],
    incomplete: [],
    ...given,
  };
}

/** A manifest that names nothing but the package. */
export function artifactManifest(given: Partial<ArtifactManifest> = {}): ArtifactManifest {
  return {
    name: 'some-package',
    version: '1.0.0',
    scripts: {},
    hasBindingGyp: false,
    bin: {},
    dependencies: {},
    optionalDependencies: {},
    peerDependencies: {},
    forPlatform: false,
    bundled: [],
    ...given,
  };
}

export function behaviour(kind: BehaviourKind, given: Partial<Place & Behaviour> = {}): Behaviour {
  const { moment = 'import', detail, ...place } = given;
  return { kind, moment, ...(detail !== undefined && { detail }), place: placeIn(place) };
}

/** Data on its way at import, from one line to the next, unless told otherwise. */
export function flow(source: DataKind, sink: SinkKind, given: Partial<Flow> = {}): Flow {
  return { source, sink, from: placeIn({}), to: placeIn({ line: 2 }), via: [], moment: 'import', ...given };
}

function placeIn(given: Partial<Place>): Place {
  return { file: 'index.js', line: 1, column: 1, snippet: 'code', ...given };
}

/** Files by path, as text or bytes. */
export function packageOf(files: Readonly<Record<string, string | Uint8Array>>): PackageFiles {
  const held = Object.entries(files).map(([path, content]) => ({ path, bytes: Buffer.from(content) }));
  const unpackedBytes = held.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return { files: held, oddities: [], skipped: [], fileCount: held.length, unpackedBytes };
}
