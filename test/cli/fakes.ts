import { meantProject } from '../../server/src/engine/meant-project.js';
import type { Scanner } from '../../server/src/engine/scanner.js';
import type { RepositoryJudge } from '../../server/src/engine/repository-judge.js';
import type { Engine, JudgeOptions, Project, ProjectRef } from '../../server/src/engine/engine.js';
import {
  absent,
  EMPTY_POLICY,
  worstLevel,
  type Assessment,
  type DependencyGraph,
  type FormatProblem,
  type IntelligenceStore,
  type LookedInto,
  type ScriptReview,
  type Outcome,
  type Remedy,
} from '../../server/src/model/index.js';
import type { CachedBytes, CacheInfo, DiskCache } from '../../server/src/platform/disk-cache.js';
import { LOCKFILE_FORMATS, SETTINGS_FORMATS } from '../../server/src/formats/index.js';
import type { CliIo, EngineRequest, Output } from '../../server/src/cli/io.js';
import { billOfMaterials } from '../../server/src/report/cyclonedx/bill-of-materials.js';
import { runCli } from '../../server/src/cli/run-cli.js';
import { declared, NOW } from '../report/samples.js';
import { memoryCache } from '../support/memory-cache.js';

/** What the fake engine finds in one project. */
export interface FakeProject {
  readonly assessments?: readonly Assessment[];
  readonly remedies?: readonly Remedy[];
  readonly manifestText?: string;
  readonly manifestProblems?: readonly FormatProblem[];
  /** No line of the manifest can be read. */
  readonly nothingDeclared?: boolean;
  readonly graph?: DependencyGraph;
  readonly noLockfile?: boolean;
  /** The other manifests of the workspace, by absolute path. */
  readonly workspace?: readonly string[];
  readonly notes?: readonly string[];
}

export interface FakeWorld {
  /** By path of the manifest. */
  readonly projects?: Readonly<Record<string, FakeProject>>;
  /** By absolute path. */
  readonly lockfiles?: Readonly<Record<string, Outcome<DependencyGraph>>>;
  /** What runs of the folder by itself. */
  readonly hooks?: readonly Assessment[];
  readonly explained?: Assessment;
  readonly scanner?: Scanner;
  readonly store?: IntelligenceStore;
  readonly cache?: CacheInfo;
  /** What is in it; shared by the runs that are given the same. */
  readonly cacheEntries?: Map<string, CachedBytes>;
  /** Texts by absolute path, beside the projects; written to, too. */
  readonly files?: Map<string, string>;
  readonly env?: CliIo['env'];
  readonly stdout?: Partial<Output>;
  readonly stderr?: Partial<Output>;
  readonly signal?: AbortSignal;
  readonly scripts?: ScriptReview;
  readonly seen?: readonly LookedInto[];
  /** Thrown by every call that judges. */
  readonly failure?: Error;
  readonly warnings?: readonly string[];
}

/** What one run did. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What the engine was made with, if it was made. */
  readonly request?: EngineRequest;
  /** The projects that were opened and the packages that were explained. */
  readonly asked: readonly string[];
  readonly settled: boolean;
}

const FORMATS = { lockfileFormats: LOCKFILE_FORMATS, settingsFormats: SETTINGS_FORMATS };

export const CWD = '/home/ada/shop';

/** Runs the command line in `/home/ada/shop` against an engine that knows only what `world` says. */
export async function run(argv: readonly string[], world: FakeWorld = {}): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  const asked: string[] = [];
  let request: EngineRequest | undefined;
  let settled = false;
  const output = (name: keyof typeof written): Output => ({
    write: (text) => (written[name] += text),
    ...world[name],
  });
  const code = await runCli(argv, {
    stdout: output('stdout'),
    stderr: output('stderr'),
    env: world.env ?? {},
    cwd: CWD,
    now: () => NOW,
    version: '1.2.3',
    readAsset: (name) => `/* ${name} */`,
    readText(file) {
      const text = world.files?.get(file);
      if (text === undefined) throw new Error(`there is no ${file}`);
      return text;
    },
    writeText: (file, text) => void world.files?.set(file, text),
    signal: world.signal ?? new AbortController().signal,
    createScanner: () =>
      world.scanner === undefined ? Promise.reject(new Error('no scanner')) : Promise.resolve(world.scanner),
    createIntelligenceStore: () =>
      world.store === undefined ? Promise.reject(new Error('no store')) : Promise.resolve(world.store),
    describeRules: () => [],
    billOfMaterials,
    openRevision: () => Promise.resolve({ problem: 'there is no git here.' }),
    serveMcp: () => Promise.resolve(),
    createGuardProxy: () => Promise.reject(new Error('nothing is served')),
    guard: {
      find: () => Promise.resolve(undefined),
      run: () => Promise.reject(new Error('nothing is started')),
      scratchParent: '/nowhere',
    },
    createEngine(given) {
      request = given;
      for (const warning of world.warnings ?? []) given.logger.warn(warning);
      const repositories = fakeRepositories(world);
      const cache = fakeCache(world, () => (settled = true));
      return {
        engine: fakeEngine(world, asked),
        repositories,
        cache,
        intelligence: { renew: () => Promise.resolve(false) },
      };
    },
  });
  return { code, ...written, request, asked, settled };
}

function fakeRepositories({ hooks = [] }: FakeWorld): RepositoryJudge {
  return {
    judge: ({ folder }) =>
      Promise.resolve({ folder, hooks, level: worstLevel(hooks.map(({ level }) => level)), problems: [], notes: [] }),
    acceptanceEdit: () => Promise.resolve({ problem: 'no' }),
  };
}

function fakeEngine(world: FakeWorld, asked: string[]): Engine {
  const known = ({ manifestPath }: ProjectRef): FakeProject => world.projects?.[manifestPath] ?? {};
  const fail = (): void => {
    if (world.failure !== undefined) throw world.failure;
  };
  return {
    meant: (file) => meantProject(file, FORMATS),
    open(ref) {
      asked.push(`${ref.trusted ? 'trusted ' : ''}${ref.manifestPath}`);
      return Promise.resolve(ref.manifestPath in (world.projects ?? {}) ? projectOf(ref, known(ref)) : undefined);
    },
    openText: (ref) => Promise.resolve(projectOf(ref, known(ref))),
    judgeDecisions: () => undefined,
    adopt: (project) => Promise.resolve(project),
    readLockfile: (path) => Promise.resolve(world.lockfiles?.[path] ?? absent(NOW)),
    forgetAnswers: () => undefined,
    namedIn: () => Promise.resolve([]),
    addition: () => Promise.resolve({ problem: 'nothing is added here' }),
    suggestNames: () => Promise.resolve([]),
    versionChoices: () => Promise.resolve(undefined),
    chosenVersion: () => Promise.reject(new Error('nothing is completed on a command line')),
    versionCandidates: () => Promise.resolve(absent(NOW)),
    packageFile: () => Promise.resolve(absent(NOW)),
    compareVersions: () => Promise.resolve(absent(NOW)),
    judgeNow: (project) => judgement(known(project)),
    judgeKnown: (project) => Promise.resolve(judgement(known(project))),
    async judge(project, { onProgress, scope }: JudgeOptions) {
      await Promise.resolve();
      fail();
      asked.push(scope);
      onProgress?.({ done: 1, total: 2 });
      onProgress?.({ done: 2, total: 2 });
      return judgement(known(project));
    },
    async explain(name, range, ref) {
      await Promise.resolve();
      fail();
      asked.push(`${name} ${range ?? '(latest)'} ${ref.manifestPath}`);
      if (world.explained === undefined) throw new Error('nothing to explain');
      return world.explained;
    },
    remedies: (project) => Promise.resolve(known(project).remedies ?? []),
    remedyEdits: () => Promise.resolve(undefined),
    reviewScripts: () => Promise.resolve(world.scripts),
    lookInto: () => Promise.resolve(world.seen ?? []),
    workspaceManifests: (project) => Promise.resolve(known(project).workspace ?? []),
    acceptanceEdit: () => Promise.resolve({ problem: 'not asked for here' }),
    forget: () => {},
  };
}

function judgement({ assessments = [], manifestProblems = [], graph, notes = [] }: FakeProject) {
  return {
    assessments,
    level: worstLevel(assessments.map(({ level }) => level)),
    problems: [...manifestProblems, ...(graph?.problems ?? [])],
    notes,
    pending: false,
  };
}

const EMPTY_GRAPH: DependencyGraph = {
  format: 'package-lock.json',
  lockfileVersion: '3',
  importers: [],
  entries: new Map(),
  problems: [],
};

function projectOf(ref: ProjectRef, project: FakeProject): Project {
  const { manifestProblems = [], nothingDeclared, graph, noLockfile, notes = [] } = project;
  return {
    ...ref,
    folder: ref.manifestPath.replace(/\/package\.json$/, ''),
    manifestText: project.manifestText ?? '{}',
    manifest: { dependencies: nothingDeclared === true ? [] : [declared('a', '^1.0.0')], problems: manifestProblems },
    graph: graph ?? (noLockfile === true ? undefined : EMPTY_GRAPH),
    policy: EMPTY_POLICY,
    notes,
  };
}

function fakeCache(world: FakeWorld, onSettle: () => void): DiskCache {
  let info = world.cache ?? { folder: '/home/ada/.cache/package-risk', entries: 0, bytes: 0, maxBytes: 300_000_000 };
  return {
    ...memoryCache(world.cacheEntries),
    settle() {
      onSettle();
      return Promise.resolve();
    },
    info: () => Promise.resolve(info),
    clear() {
      info = { ...info, entries: 0, bytes: 0 };
      return Promise.resolve();
    },
  };
}
