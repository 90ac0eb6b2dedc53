import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { packageJson } from '../../../server/src/formats/package-json.js';
import type { Manifest } from '../../../server/src/model/index.js';

/** What a package manager's own library says of one entry; see test/fixtures/lockfiles/README.md. */
export interface OracleEntry {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly alias?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly direct?: boolean;
  readonly workspace?: boolean;
  readonly link?: boolean;
  readonly localDir?: boolean;
  readonly bundled?: boolean;
  readonly unreachable?: boolean;
  readonly path: readonly string[];
  readonly edges?: readonly string[];
}

export interface Oracle {
  readonly lockfileVersion: string;
  readonly packages: readonly OracleEntry[];
}

/** A real project as one package manager locked it. */
export interface LockfileProject {
  /** `express-api/npm10`. */
  readonly name: string;
  readonly lockfileName: string;
  readonly lockfile: string;
  readonly manifests: ReadonlyMap<string, Manifest>;
  /** The same as text, by folder. */
  readonly manifestTexts: ReadonlyMap<string, string>;
  /** Other files beside the lockfile, by name. */
  readonly beside: ReadonlyMap<string, string>;
  readonly oracle: Oracle;
}

/** Seen from the compiled test. */
const FOLDER = path.resolve(import.meta.dirname, '../../../../test/fixtures/lockfiles');

/** Every project in test/fixtures/lockfiles. */
export function lockfileProjects(): readonly LockfileProject[] {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name }) => readdirSync(path.join(FOLDER, name)).map((manager) => project(name, manager)));
}

function project(name: string, manager: string): LockfileProject {
  const folder = path.join(FOLDER, name, manager);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
    file.split(path.sep).join('/'),
  );
  const lockfile = files.find((file) => /^[^/]*lock[^/]*\.gz$/.test(file));
  if (lockfile === undefined) throw new Error(`${folder} holds no lockfile.`);
  const manifests = files
    .filter((file) => path.posix.basename(file) === 'package.json')
    .map((file) => [file.slice(0, -'/package.json'.length), readFileSync(path.join(folder, file), 'utf8')] as const);
  return {
    name: `${name}/${manager}`,
    lockfileName: lockfile.slice(0, -'.gz'.length),
    lockfile: unzip(path.join(folder, lockfile)),
    manifests: new Map(manifests.map(([at, text]) => [at, packageJson.read(text)])),
    manifestTexts: new Map(manifests),
    beside: new Map(
      files
        .filter((file) => /^[^/]*\.ya?ml$/.test(file))
        .map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]),
    ),
    oracle: JSON.parse(unzip(path.join(folder, 'oracle.json.gz'))) as Oracle,
  };
}

function unzip(file: string): string {
  return gunzipSync(readFileSync(file)).toString('utf8');
}
