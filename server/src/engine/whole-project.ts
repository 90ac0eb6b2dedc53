import {
  compareLevels,
  distinctWords,
  judgedVersion,
  packageId,
  type Assessment,
  type PackagePlaces,
  type Remedy,
  type Subject,
  type Words,
} from '../model/index.js';
import type { Engine, Progress, Project, ProjectAssessment } from './engine.js';
import { packagePlaces } from './package-places.js';
import { problemsOf } from './project-problems.js';
import type { RepositoryJudge } from './repository-judge.js';

/** Packages that no line names and whose fixes may have package files opened, the worst first. */
const MAX_SEARCHED = 20;

/** How a whole project is judged, for a report. */
export interface WholeProjectOptions {
  readonly engine: Pick<Engine, 'open' | 'workspaceManifests' | 'judge' | 'remedies'>;
  /** False: no fixes are looked for. */
  readonly fixes?: boolean;
  /** Judges what the project's folder itself makes other programs run; without it, that is left out. */
  readonly repositories?: RepositoryJudge;
  readonly signal: AbortSignal;
  /** A file of the project as the reader knows it. */
  readonly shownPath: (absolute: string) => string;
  /** The text of a lockfile; with it, lines are told where the files speak of each package. */
  readonly readText?: (absolute: string) => string | undefined;
  /** @param what the manifest that is being judged, as the reader knows it */
  readonly onProgress?: (what: string, progress: Progress) => void;
}

/** All that is said of a project: its manifests' lines, and the packages of its lockfile. */
export interface WholeProject {
  /** Of the manifest, as the reader knows it. */
  readonly path: string;
  readonly judged: readonly JudgedWithFixes[];
  /** What its folder makes other programs run, with and without findings. */
  readonly hooks: readonly Assessment[];
  /** What in its files could not be read, in sentences; the rest was judged. */
  readonly problems: readonly Words[];
  /** What of its files was left unused, in sentences. */
  readonly notes: readonly Words[];
}

export interface JudgedWithFixes {
  readonly assessment: Assessment;
  /** Best first. */
  readonly remedies: readonly Remedy[];
  /** The manifest that was judged, as the reader knows it. */
  readonly manifest: string;
  /** Where the project's files speak of it, where that was asked for. */
  readonly places?: PackagePlaces;
}

/**
 * Judges a project with its whole lockfile. A workspace's root stands for all of it: the lines of its members and the
 * entries of its catalogs are judged as theirs, in one report. Rejects only with the signal's reason.
 */
export async function judgeWholeProject(project: Project, options: WholeProjectOptions): Promise<WholeProject> {
  const { engine } = options;
  const others: WholeProject[] = [];
  const { folder, trusted, lockfile } = project;
  // Another process does most of that.
  const hooks = options.repositories?.judge({ folder, trusted }, options.signal);
  // Heard below; until then it may fail that nobody hears yet.
  hooks?.catch(() => undefined);
  const manifests = await engine.workspaceManifests(project);
  // A line that refers to a catalog is fixed there, where that is judged too.
  const judgedFiles = new Set([project.manifestPath, ...manifests]);
  const isOwnFix = ({ subject: { catalog } }: Assessment): boolean => !judgedFiles.has(catalog?.file ?? '');
  for (const manifestPath of manifests) {
    const other = await engine.open({ manifestPath, trusted, lockfile });
    if (other !== undefined) others.push(await judgeManifest(options, other, 'direct', isOwnFix));
  }
  const named = new Set(others.flatMap(({ judged }) => judged.map(({ assessment }) => idOf(assessment.subject))));
  const own = await judgeManifest(
    options,
    project,
    project.isLockfileAlone === true ? 'locked' : 'all',
    (assessment) => {
      const { subject } = assessment;
      // There is no file that could be edited.
      if (project.isLockfileAlone === true) return false;
      return isOwnFix(assessment) && (subject.dependency !== undefined || !named.has(idOf(subject)));
    },
  );
  const repository = await hooks;
  const all = [own, ...others, ...(repository === undefined ? [] : [repository])];
  return {
    path: own.path,
    judged: [own, ...others].flatMap(({ judged }) => judged),
    hooks: repository?.hooks ?? [],
    problems: distinctWords(all.flatMap(({ problems }) => problems)),
    notes: distinctWords(all.flatMap(({ notes }) => notes)),
  };
}

async function judgeManifest(
  options: WholeProjectOptions,
  project: Project,
  scope: 'direct' | 'all' | 'locked',
  isFixedHere: (assessment: Assessment) => boolean,
): Promise<WholeProject> {
  const { engine, signal, shownPath, onProgress } = options;
  const { isLockfileAlone, lockfilePath = '', manifestPath } = project;
  const shown = shownPath(isLockfileAlone === true ? lockfilePath : manifestPath);
  const judgement = await engine.judge(project, { signal, scope, onProgress: (step) => onProgress?.(shown, step) });
  const judged = await withRemedies(options, project, judgement, isFixedHere);
  const placesOf = placesFinder(options, project);
  return {
    path: shown,
    judged: judged.map((one) => ({ ...one, manifest: shown, ...placesOf(one.assessment) })),
    hooks: [],
    problems: problemsOf(project, shown),
    notes: judgement.notes,
  };
}

function placesFinder(
  { readText }: WholeProjectOptions,
  project: Project,
): (assessment: Assessment) => Pick<JudgedWithFixes, 'places'> {
  if (readText === undefined) return () => ({});
  const { lockfilePath } = project;
  const find = packagePlaces(project, lockfilePath === undefined ? undefined : readText(lockfilePath));
  return ({ subject }) => ({ places: find(subject) });
}

function withRemedies(
  { engine, signal, fixes = true }: WholeProjectOptions,
  project: Project,
  { assessments }: ProjectAssessment,
  isFixedHere: (assessment: Assessment) => boolean,
): Promise<readonly Pick<JudgedWithFixes, 'assessment' | 'remedies'>[]> {
  const fixable = new Set(assessments.filter((one) => fixes && one.findings.length > 0 && isFixedHere(one)));
  const worstFirst = [...fixable]
    .filter(({ subject }) => subject.dependency === undefined)
    .sort((a, b) => compareLevels(b.level, a.level));
  const searched = new Set(worstFirst.slice(0, MAX_SEARCHED));
  return Promise.all(
    assessments.map(async (assessment) => {
      if (!fixable.has(assessment)) return { assessment, remedies: [] };
      const isSearched = assessment.subject.dependency !== undefined || searched.has(assessment);
      const remedies = await engine.remedies(project, assessment, signal, isSearched ? 'edits' : 'titles');
      return { assessment, remedies: remedies.filter(({ pending }) => pending !== true) };
    }),
  );
}

/** What two manifests mean when they mean the same. */
function idOf(subject: Subject): string {
  const version = judgedVersion(subject);
  return version === undefined ? subject.name : packageId({ name: subject.name, version });
}
