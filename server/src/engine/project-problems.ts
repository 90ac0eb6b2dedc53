import { inEnglish, type FormatProblem } from '../model/index.js';
import type { Project } from './engine.js';

/** Why nothing of a project can be judged; undefined where at least a part can. */
export function unreadable(project: Project): string | undefined {
  const { manifest, graph } = project;
  const [inManifest] = manifestProblems(project);
  if (inManifest !== undefined && manifest.dependencies.length === 0) return inManifest;
  const [inLockfile] = graph?.problems ?? [];
  if (inLockfile !== undefined && graph?.entries.size === 0) return `${graph.format}: ${inEnglish(inLockfile.message)}`;
  return undefined;
}

/** What of a project's files could not be read while the rest was judged, in sentences. */
export function problemsOf(project: Project, shown: string): readonly string[] {
  const { graph } = project;
  return [
    ...manifestProblems(project).map((problem) => `${shown}: ${problem}`),
    ...new Set((graph?.problems ?? []).map(({ message }) => `${graph?.format ?? ''}: ${inEnglish(message)}`)),
    ...whatIsMissing(project),
  ];
}

/** A manifest that somebody is typing may be broken anywhere; one that is checked is finished, or it is not what is meant. */
function manifestProblems({ manifest, manifestText, manifestPath }: Project): readonly string[] {
  if (manifest.problems.length > 0) return manifest.problems.map((problem) => placed(problem, manifestText));
  return !manifestPath.endsWith('.json') || isJsonObject(manifestText)
    ? []
    : ['This is not a JSON object, so npm cannot read it either.'];
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** Without a lockfile nobody knows what the dependencies bring along. */
function whatIsMissing({ graph, manifest }: Project): readonly string[] {
  if (graph !== undefined || manifest.dependencies.length === 0) return [];
  return ['There is no lockfile that can be read: what the dependencies bring along was not judged.'];
}

/** `line 3, column 14: message`, both counted from 1. */
function placed({ message, span }: FormatProblem, text: string): string {
  if (span === undefined) return inEnglish(message);
  const before = text.slice(0, span.start).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}: ${inEnglish(message)}`;
}
