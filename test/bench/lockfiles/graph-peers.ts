import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import Arborist from '@npmcli/arborist';

/** A project as it lies on disk: a manifest and one lockfile. */
export interface ProjectOnDisk {
  readonly folder: string;
  readonly manifest: string;
  readonly lockfile: string;
}

/** A library that makes a graph of a lockfile, as we do; without places in the text. */
export interface GraphPeer {
  readonly name: string;
  /** Ids of lockfiles that it reads. */
  readonly formats: readonly string[];
  /** @param home folder that holds `node_modules` with the library */
  load(home: string): (project: ProjectOnDisk) => Promise<unknown>;
}

interface PnpmLibrary {
  readWantedLockfile(folder: string, options: { readonly ignoreIncompatible: boolean }): Promise<unknown>;
}

type SnykParse = (manifest: string, lockfile: string, options: object) => Promise<unknown>;
interface SnykLibrary {
  readonly parseNpmLockV2Project: SnykParse;
  readonly parseYarnLockV1Project: SnykParse;
  readonly parseYarnLockV2Project: SnykParse;
  readonly parsePnpmProject: SnykParse;
}

/** Everything that is locked, and no endless trees: what its own command line asks for. */
const SNYK_OPTIONS = {
  ...{ includeDevDeps: true, includeOptionalDeps: true, includePeerDeps: false, strictOutOfSync: false },
  ...{ pruneCycles: true, pruneWithinTopLevelDeps: true, pruneLevel: 'withinTopLevelDeps' },
};
const SNYK_PARSERS: Readonly<Record<string, keyof SnykLibrary>> = Object.freeze({
  'package-lock-2': 'parseNpmLockV2Project',
  'package-lock-3': 'parseNpmLockV2Project',
  'yarn-classic': 'parseYarnLockV1Project',
  'yarn-berry': 'parseYarnLockV2Project',
  'pnpm-6.0': 'parsePnpmProject',
  'pnpm-9.0': 'parsePnpmProject',
});

const arborist: GraphPeer = {
  name: '@npmcli/arborist',
  formats: ['package-lock-1', 'package-lock-2', 'package-lock-3'],
  load: () => (project) => new Arborist({ path: project.folder }).loadVirtual(),
};

const pnpm: GraphPeer = {
  name: '@pnpm/lockfile.fs',
  formats: ['pnpm-9.0'],
  load(home) {
    const library = createRequire(path.join(home, 'package.json'))('@pnpm/lockfile.fs') as PnpmLibrary;
    return (project) => library.readWantedLockfile(project.folder, { ignoreIncompatible: false });
  },
};

/** One for each of its parsers, as the format decides. */
function snyk(format: string, parser: keyof SnykLibrary): GraphPeer {
  return {
    name: 'snyk-nodejs-lockfile-parser',
    formats: [format],
    load(home) {
      const library = createRequire(path.join(home, 'package.json'))('snyk-nodejs-lockfile-parser') as SnykLibrary;
      return ({ manifest, lockfile }) => library[parser](manifest, lockfile, SNYK_OPTIONS);
    },
  };
}

export const GRAPH_PEERS: readonly GraphPeer[] = Object.freeze([
  arborist,
  pnpm,
  ...Object.entries(SNYK_PARSERS).map(([format, parser]) => snyk(format, parser)),
]);

/** Of the library that is measured; the project's own where the peers' folder has none. */
export function versionOf({ name }: GraphPeer, home: string, own: string): string {
  for (const folder of [home, own]) {
    try {
      const manifest = readFileSync(path.join(folder, 'node_modules', name, 'package.json'), 'utf8');
      return (JSON.parse(manifest) as { readonly version: string }).version;
    } catch {
      // It is in the other one.
    }
  }
  return 'unknown';
}
