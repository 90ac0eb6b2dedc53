/** A repository that a test writes down, judged by the real rules; nothing of it lies on a disk. */
import { analyseRepository } from '../../server/src/artifacts/analysis/repository/analyse-repository.js';
import type { RepositoryTree } from '../../server/src/artifacts/analysis/repository/tree.js';
import type { RepositoryAnalyser } from '../../server/src/artifacts/package-analyser.js';
import { createRepositoryJudge } from '../../server/src/engine/judging-repositories.js';
import type { RepositoryAssessment, RepositoryJudge } from '../../server/src/engine/repository-judge.js';
import { ok } from '../../server/src/model/index.js';
import { packageRiskJson } from '../../server/src/policies/package-risk-json.js';
import { addAcceptance } from '../../server/src/policies/support/acceptance.js';
import { RULES } from '../../server/src/rules/index.js';
import { createScorer } from '../../server/src/scoring/weighted-scorer.js';
import { fakeFiles } from './fake-engine-parts.js';
import { NOW } from './subjects.js';

/** By path; what is no text is written as JSON. */
export type RepositoryTexts = Readonly<Record<string, unknown>>;

export const REPOSITORY_FOLDER = '/work/task';

export function textsOf(files: RepositoryTexts): Readonly<Record<string, string>> {
  const texts = Object.entries(files).map(([path, content]) => [path, asText(content)] as const);
  return Object.fromEntries(texts);
}

function asText(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content, undefined, 2);
}

export function treeOf(files: RepositoryTexts): RepositoryTree {
  const texts = textsOf(files);
  const paths = Object.keys(texts);
  return {
    has: (path) => Object.hasOwn(texts, path),
    bytes: (path) => (Object.hasOwn(texts, path) ? Buffer.from(texts[path] ?? '') : undefined),
    list(folder) {
      const prefix = folder === '' ? '' : `${folder}/`;
      const below = paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
      return [...new Set(below.map((path) => path.replace(/\/.*$/s, '/')))].sort();
    },
  };
}

/** @param trusted whether its own policy counts */
export function judgeRepository(files: RepositoryTexts, trusted = false): Promise<RepositoryAssessment> {
  const signal = new AbortController().signal;
  return judgeOf(files).judge({ folder: REPOSITORY_FOLDER, trusted }, signal);
}

/** Judges one repository, whatever folder it is asked about. */
export function judgeOf(files: RepositoryTexts, given?: RepositoryAnalyser): RepositoryJudge {
  const onDisk = Object.entries(textsOf(files)).map(([path, text]) => [`${REPOSITORY_FOLDER}/${path}`, text]);
  return createRepositoryJudge({
    files: fakeFiles(Object.fromEntries(onDisk) as Record<string, string>),
    analyser: given ?? { analyseRepository: () => Promise.resolve(ok(analyseRepository(treeOf(files)), NOW)) },
    policyFormat: packageRiskJson,
    addAcceptance,
    rules: RULES,
    scorer: createScorer(),
    clock: () => NOW,
  });
}

/** `critical download-and-run .vscode/tasks.json#env`, the worst of each hook first. */
export async function verdictsOn(files: RepositoryTexts): Promise<readonly string[]> {
  const { hooks } = await judgeRepository(files);
  return hooks.flatMap(({ subject, findings }) =>
    findings.map(({ level, rule }) => `${level} ${rule} ${subject.name}`),
  );
}
