import path from 'node:path';
import { DEFAULT_SETTINGS } from '../../server/src/model/index.js';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';
import { lockedProject, manifestOf } from './lockfiles/locked-project.js';
import { packageLockText } from './lockfiles/package-lock.js';
import { percentile, type Samples } from './measure.js';
import { ratioRow, rounded, type Row } from './row.js';
import { documentPath, startDocumentServer, type DocumentServer } from './whole-project/document-server.js';
import { documentsOf, enoughNames, packageFilePath, packageFilesOf } from './whole-project/locked-documents.js';
import { measuredRun, type MeasuredRun } from './whole-project/measured-run.js';

const PACKAGES = 1500;
/** One line of a manifest brings in fifteen packages. */
const PACKAGES_PER_LINE = 15;
const COLD_BUDGET = 1.3;
const WARM_BUDGET_MS = 1000;
const RUNS = 3;
/** As packages in the middle of the field have them: a document of some 45 kB. */
const OLDER_VERSIONS = 80;
/** What is measured of large projects is no document's size. */
const FEW_OLDER_VERSIONS = 4;
/** Each is this much larger than the one before. */
const GROWTH = [100, 1000, 10_000] as const;
/** A package of a large project may cost no more than one of a small one. */
const GROWTH_BUDGET = 1;
/** Names are those of real packages, which have flaws. */
const FOUND = [0, 1];
const BARE_FETCH = path.join(import.meta.dirname, 'whole-project', 'bare-fetch.js');

/** `package-risk check` of a whole project, in a process of its own each time, against fetching the same and no more. */
export async function wholeProjectRows(names: readonly string[], dist: string): Promise<readonly Row[]> {
  const project = await projectOnDisk(names, { packages: PACKAGES, older: OLDER_VERSIONS }, dist);
  try {
    return [await coldRow(project), await warmRow(project), ...(await growthRows(names, dist))];
  } finally {
    await project.close();
  }
}

/** Times by the clock: most of it is waiting, and that is what a person does, too. */
async function coldRow(project: ProjectOnDisk): Promise<Row> {
  const samples = { work: [] as number[], reference: [] as number[] };
  for (let run = 0; run < RUNS; run += 1) {
    samples.work.push((await project.check(`cold-${run}`)).wallMs);
    samples.reference.push((await project.fetchBare()).wallMs);
  }
  const what = `check of ${PACKAGES} packages of which nothing is known, against fetching the same documents and files`;
  return ratioRow('project-cold', what, COLD_BUDGET, samples);
}

async function warmRow(project: ProjectOnDisk): Promise<Row> {
  const runs = await project.warm(RUNS);
  const value = rounded(best(runs.map(({ wallMs }) => wallMs)));
  return {
    ...{ id: 'project-warm', what: `check of ${PACKAGES} packages, cached on disk, in a new process` },
    ...{ unit: 'ms', value, budget: WARM_BUDGET_MS, pass: value <= WARM_BUDGET_MS, samples: runs.length },
    details: {
      processor: rounded(best(runs.map(({ processorMs }) => processorMs))),
      peakMegabytes: rounded(best(runs.map(({ peakMegabytes }) => peakMegabytes))),
    },
  };
}

/** By processor time, without what the program takes to start and to find an empty project. */
async function growthRows(names: readonly string[], dist: string): Promise<readonly Row[]> {
  const perPackage: { readonly packages: number; readonly ms: number; readonly megabytes: number }[] = [];
  for (const packages of GROWTH) {
    const project = await projectOnDisk(names, { packages, older: FEW_OLDER_VERSIONS }, dist);
    try {
      const empty = await project.checkEmpty(RUNS);
      const runs = await project.warm(RUNS);
      const ms =
        (best(runs.map(({ processorMs }) => processorMs)) - best(empty.map(({ processorMs }) => processorMs))) /
        packages;
      perPackage.push({ packages, ms, megabytes: best(runs.map(({ peakMegabytes }) => peakMegabytes)) });
    } finally {
      await project.close();
    }
  }
  return perPackage.slice(1).map((larger, index) => growthRow(perPackage[index] ?? larger, larger));
}

interface Cost {
  readonly packages: number;
  readonly ms: number;
  readonly megabytes: number;
}

function growthRow(smaller: Cost, larger: Cost): Row {
  const value = rounded(larger.ms / smaller.ms);
  return {
    id: `project-growth-${larger.packages}`,
    what: `what a package costs of ${larger.packages}, against one of ${smaller.packages}`,
    ...{ unit: 'ratio', value, budget: GROWTH_BUDGET, pass: value <= GROWTH_BUDGET, samples: RUNS },
    details: {
      ours: rounded(larger.ms),
      reference: rounded(smaller.ms),
      peakMegabytes: rounded(larger.megabytes),
      peakMegabytesReference: rounded(smaller.megabytes),
    },
  };
}

function best(samples: Samples): number {
  return percentile(samples, 0);
}

interface ProjectOnDisk {
  /** @param cache folder for what is remembered */
  check(cache: string): Promise<MeasuredRun>;
  fetchBare(): Promise<MeasuredRun>;
  /** After a first one that fills the cache. */
  warm(runs: number): Promise<readonly MeasuredRun[]>;
  checkEmpty(runs: number): Promise<readonly MeasuredRun[]>;
  close(): Promise<void>;
}

interface Made {
  readonly packages: number;
  /** Versions in each document, besides the locked ones. */
  readonly older: number;
}

async function projectOnDisk(
  names: readonly string[],
  { packages, older }: Made,
  dist: string,
): Promise<ProjectOnDisk> {
  const size = { packages, direct: Math.ceil(packages / PACKAGES_PER_LINE) };
  const locked = lockedProject(enoughNames(names, packages), size);
  const documents = documentsOf(locked, older);
  const files = packageFilesOf(locked);
  const [folder, server] = [await temporaryFolder(), await startDocumentServer({ documents, files })];
  await folder.write('project/package.json', manifestOf(locked));
  await folder.write('project/package-lock.json', packageLockText(locked, 3));
  await folder.write('empty/package.json', '{ "name": "empty", "version": "1.0.0" }');
  // What a check fetches: all documents, and the files of what the manifest names.
  const wanted = [
    ...documents.map(({ name }) => documentPath(name)),
    ...locked.direct.map(({ to }) => packageFilePath(to)),
  ];
  const paths = wanted.map((one) => `${one}\n`).join('');
  const checkOf = checker(folder, server, dist);
  const repeated = async (runs: number, run: () => Promise<MeasuredRun>): Promise<readonly MeasuredRun[]> => {
    const all: MeasuredRun[] = [];
    for (let index = 0; index < runs; index += 1) all.push(await run());
    return all;
  };
  return {
    check: (cache) => checkOf('project', cache),
    fetchBare: () =>
      measuredRun([BARE_FETCH, server.url, String(DEFAULT_SETTINGS['network.concurrency'])], { input: paths }),
    async warm(runs) {
      await checkOf('project', 'warm');
      return repeated(runs, () => checkOf('project', 'warm'));
    },
    checkEmpty: (runs) => repeated(runs, () => checkOf('empty', 'empty')),
    async close() {
      server.close();
      await folder.remove();
    },
  };
}

/** The program that is shipped, for a user who has only this project: names are of another registry, and so are told to no service. */
function checker(folder: TemporaryFolder, { url }: DocumentServer, dist: string) {
  return (project: string, cache: string): Promise<MeasuredRun> =>
    measuredRun(
      [path.join(dist, 'cli.cjs'), 'check', path.join(folder.path, project), '--registry', url, '--format', 'json'],
      {
        statuses: FOUND,
        variables: { HOME: path.join(folder.path, 'home'), XDG_CACHE_HOME: path.join(folder.path, 'caches', cache) },
      },
    );
}
