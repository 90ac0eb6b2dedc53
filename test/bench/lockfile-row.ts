import { packageJson } from '../../server/src/formats/package-json.js';
import { packageLock } from '../../server/src/formats/package-lock.js';
import { interleaved } from './measure.js';
import { ratioRow, type Row } from './row.js';
import { syntheticProject } from './synthetic-project.js';

const BUDGET = 3;
const SIZE = { packages: 3000, direct: 100 };
const WARM_UP = 10;
const RUNS = 51;

/** A lockfile with spans for every entry, against the parser that gives none and is written in C++. */
export async function lockfileRow(names: readonly string[]): Promise<Row> {
  const { lockfile, manifest } = syntheticProject(names, SIZE);
  const manifests = new Map([['', packageJson.read(manifest)]]);
  const read = (): void => {
    const { entries } = packageLock.read(lockfile, manifests);
    if (entries.size !== SIZE.packages) throw new Error(`${entries.size} entries were read of ${SIZE.packages}.`);
  };
  const parse = (): unknown => JSON.parse(lockfile);
  const what = `read a package-lock of ${SIZE.packages} packages into a graph with spans, against JSON.parse`;
  return ratioRow('read-package-lock', what, BUDGET, await interleaved(WARM_UP, RUNS, read, parse));
}
