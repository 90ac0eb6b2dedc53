import path from 'node:path';
import type { Engine, Progress, Project } from '../engine/engine.js';
import { problemsOf, unreadable } from '../engine/project-problems.js';
import type { JudgedWithFixes, WholeProject } from '../engine/whole-project.js';
import {
  inEnglish,
  isAtLeast,
  judgedVersion,
  type Assessment,
  type DependencyGraph,
  type Level,
  type LockEntry,
  type Subject,
} from '../model/index.js';
import type { PackageManager } from './manager.js';

/** Stops an install even where it was in the lockfile before. */
const ALWAYS = 'known-malware';

export interface JudgingOfChange {
  /** Sees the files as the command would leave them. */
  readonly engine: Engine;
  readonly manager: PackageManager;
  /** Of the root. */
  readonly manifestPath: string;
  /** The other manifests of the workspace. */
  readonly others: readonly string[];
  readonly trusted: boolean;
  /** What was locked before; absent: nothing was. */
  readonly before?: DependencyGraph;
  readonly failOn: Level;
  readonly signal: AbortSignal;
  readonly shownPath: (absolute: string) => string;
  readonly onProgress: (what: string, progress: Progress) => void;
}

export interface JudgedChange {
  /** What the command adds or changes, and malware that was there before, with what is said of it. */
  readonly project: WholeProject;
  /** How many packages the command adds or changes. */
  readonly changed: number;
  /** What stops it. */
  readonly stopping: readonly Assessment[];
  /** Packages among the changed of which something could not be checked. */
  readonly incomplete: number;
  /** All that is locked, for whoever needs exact versions. */
  readonly graph: DependencyGraph;
}

/** Judges what a command would install as `check` does; a sentence where it cannot be judged at all. */
export async function judgeChange(judging: JudgingOfChange): Promise<JudgedChange | { readonly because: string }> {
  const { engine, manifestPath, trusted, manager, shownPath } = judging;
  const project = await engine.open({ manifestPath, trusted });
  if (project === undefined) return { because: `${shownPath(manifestPath)} cannot be read.` };
  const problem = unreadable(project) ?? lockfileProblem(project, manager);
  const { graph } = project;
  if (problem !== undefined || graph === undefined)
    return { because: inEnglish(problem ?? 'There is no lockfile to judge.') };
  const isNew = newcomers(graph, judging.before);
  const assessments = await assess(judging, project, isNew);
  const news = assessments.filter(({ subject }) => isNew(subject.name, versionOf(subject)));
  const malware = assessments.filter((one) => !news.includes(one) && one.findings.some(({ rule }) => rule === ALWAYS));
  const stopping = [...news.filter(({ level }) => isAtLeast(level, judging.failOn)), ...malware];
  const shown = shownPath(manifestPath);
  return {
    project: {
      path: shown,
      judged: await withFixes(judging, project, [...news, ...malware]),
      hooks: [],
      problems: problemsOf(project, shown),
      notes: project.notes,
    },
    changed: new Set(news.map(({ subject }) => `${subject.name}@${judgedVersion(subject) ?? ''}`)).size,
    stopping,
    incomplete: news.filter(({ coverage }) => coverage.some(({ status }) => status === 'unknown')).length,
    graph,
  };
}

function lockfileProblem({ lockfilePath, graph }: Project, manager: PackageManager): string | undefined {
  const name = lockfilePath === undefined ? undefined : path.basename(lockfilePath);
  if (name === undefined || graph === undefined)
    return `There is no ${manager.lockfiles.at(-1) ?? 'lockfile'} to judge.`;
  return manager.lockfiles.includes(name)
    ? undefined
    : `The project is governed by ${name}, which ${manager.title} does not write.`;
}

/** Tells what was not locked before, or with other bytes. */
function newcomers(
  after: DependencyGraph,
  before: DependencyGraph | undefined,
): (name: string, version?: string) => boolean {
  const known = new Map<string, Set<string>>();
  const names = new Set([...(before?.entries.values() ?? [])].map(({ name }) => name));
  for (const entry of before?.entries.values() ?? []) {
    const key = keyOf(entry.name, entry.version);
    known.set(key, (known.get(key) ?? new Set()).add(bytesOf(entry)));
  }
  const locked = new Map<string, boolean>();
  for (const entry of after.entries.values()) {
    const key = keyOf(entry.name, entry.version);
    const isNew = known.get(key)?.has(bytesOf(entry)) !== true;
    locked.set(key, isNew || locked.get(key) === true);
  }
  return (name, version) => locked.get(keyOf(name, version ?? null)) ?? !names.has(name);
}

/** What comes from no registry has a version only where it is locked. */
function versionOf(subject: Subject): string | undefined {
  return judgedVersion(subject) ?? subject.locked?.version ?? undefined;
}

const keyOf = (name: string, version: string | null): string => `${name}@${version ?? ''}`;
const bytesOf = ({ integrity, resolved }: LockEntry): string => integrity ?? resolved ?? '';

async function assess(
  judging: JudgingOfChange,
  project: Project,
  isNew: (name: string, version?: string) => boolean,
): Promise<readonly Assessment[]> {
  const first = await assessAll(judging, project, 'cached');
  // A version that is newer than what is remembered of its name would be judged without its date.
  const unheardOf = first.some(({ subject, facts }) => {
    const version = judgedVersion(subject);
    const { packument } = facts;
    if (version === undefined || !isNew(subject.name, version) || packument?.status !== 'ok') return false;
    return !Object.hasOwn(packument.value.versions, version);
  });
  return unheardOf ? assessAll(judging, project, 'revalidate') : first;
}

async function assessAll(
  judging: JudgingOfChange,
  project: Project,
  freshness: 'cached' | 'revalidate',
): Promise<readonly Assessment[]> {
  const { engine, signal, onProgress, shownPath, trusted } = judging;
  const options = (what: string) => ({
    signal,
    freshness,
    onProgress: (step: Progress) => onProgress(shownPath(what), step),
  });
  const all = [...(await engine.judge(project, { ...options(project.manifestPath), scope: 'all' })).assessments];
  for (const manifestPath of judging.others) {
    const other = await engine.open({ manifestPath, trusted });
    if (other === undefined) continue;
    const lines = await engine.judge(other, { ...options(manifestPath), scope: 'direct' });
    all.push(...lines.assessments);
  }
  return all;
}

/** Only of what is to be shown at length are the fixes looked up. */
function withFixes(
  { engine, signal, shownPath, manifestPath, failOn }: JudgingOfChange,
  project: Project,
  assessments: readonly Assessment[],
): Promise<readonly JudgedWithFixes[]> {
  const manifest = shownPath(manifestPath);
  return Promise.all(
    assessments.map(async (assessment) => {
      const { subject, level } = assessment;
      if (!isAtLeast(level, failOn) || subject.dependency === undefined) return { assessment, remedies: [], manifest };
      const remedies = await engine.remedies(project, assessment, signal, 'titles');
      return {
        assessment,
        remedies: remedies.filter(({ pending, kind }) => pending !== true && kind !== 'remove'),
        manifest,
      };
    }),
  );
}
