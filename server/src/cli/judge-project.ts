import type { Project, ProjectAssessment } from '../engine/engine.js';
import { compareLevels, judgedVersion, packageId, type Assessment, type Subject } from '../model/index.js';
import type { Judged } from '../report/package-report.js';
import type { JudgedProject } from '../report/report.js';
import { shownPath, type CommandContext } from './context.js';
import { problemsOf } from './problems.js';
import { progressLine } from './progress.js';

/** Packages that no line names and whose fixes may have package files opened, the worst first. */
const MAX_SEARCHED = 20;

/**
 * Judges a project with its whole lockfile. A workspace's root stands for all of it: the lines of its members and the
 * entries of its catalogs are judged as theirs, in one report.
 */
export async function judgeProject(context: CommandContext, project: Project): Promise<JudgedProject> {
  const others: JudgedProject[] = [];
  const manifests = await context.engine.workspaceManifests(project);
  // A line that refers to a catalog is fixed there, where that is judged too.
  const judgedFiles = new Set([project.manifestPath, ...manifests]);
  const isOwnFix = ({ subject: { catalog } }: Assessment): boolean => !judgedFiles.has(catalog?.file ?? '');
  for (const manifestPath of manifests) {
    const other = await context.engine.open({ manifestPath, trusted: project.trusted });
    if (other !== undefined) others.push(await judgeManifest(context, other, 'direct', isOwnFix));
  }
  const named = new Set(others.flatMap(({ judged }) => judged.map(({ assessment }) => idOf(assessment.subject))));
  const own = await judgeManifest(context, project, 'all', (assessment) => {
    const { subject } = assessment;
    return isOwnFix(assessment) && (subject.dependency !== undefined || !named.has(idOf(subject)));
  });
  const all = [own, ...others];
  return {
    path: own.path,
    judged: all.flatMap(({ judged }) => judged),
    problems: distinct(all.flatMap(({ problems }) => problems)),
    notes: distinct(all.flatMap(({ notes }) => notes)),
  };
}

async function judgeManifest(
  context: CommandContext,
  project: Project,
  scope: 'direct' | 'all',
  isFixedHere: (assessment: Assessment) => boolean,
): Promise<JudgedProject> {
  const { io, engine } = context;
  const shown = shownPath(io, project.manifestPath);
  const progress = progressLine(io.stderr, io.now);
  const judgement = await engine
    .judge(project, { signal: io.signal, scope, onProgress: (step) => progress.show(shown, step) })
    .finally(() => progress.clear());
  const judged = await withRemedies(context, project, judgement, isFixedHere);
  return {
    path: shown,
    judged: judged.map((one) => ({ ...one, manifest: shown })),
    problems: problemsOf(project, shown),
    notes: judgement.notes,
  };
}

function withRemedies(
  { engine, io }: CommandContext,
  project: Project,
  { assessments }: ProjectAssessment,
  isFixedHere: (assessment: Assessment) => boolean,
): Promise<readonly Judged[]> {
  const fixable = new Set(assessments.filter((one) => one.findings.length > 0 && isFixedHere(one)));
  const worstFirst = [...fixable]
    .filter(({ subject }) => subject.dependency === undefined)
    .sort((a, b) => compareLevels(b.level, a.level));
  const searched = new Set(worstFirst.slice(0, MAX_SEARCHED));
  return Promise.all(
    assessments.map(async (assessment) => {
      if (!fixable.has(assessment)) return { assessment, remedies: [] };
      const isSearched = assessment.subject.dependency !== undefined || searched.has(assessment);
      const remedies = await engine.remedies(project, assessment, io.signal, isSearched ? 'edits' : 'titles');
      return { assessment, remedies: remedies.filter(({ pending }) => pending !== true) };
    }),
  );
}

/** What two manifests mean when they mean the same. */
function idOf(subject: Subject): string {
  const version = judgedVersion(subject);
  return version === undefined ? subject.name : packageId({ name: subject.name, version });
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
