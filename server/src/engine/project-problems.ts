import { distinctWords, phrase, type FormatProblem, type Words } from '../model/index.js';
import type { Project } from './engine.js';

/** Why nothing of a project can be judged; undefined where at least a part can. */
export function unreadable(project: Project): Words | undefined {
  const { manifest, graph } = project;
  const [inManifest] = manifestProblems(project);
  if (inManifest !== undefined && manifest.dependencies.length === 0) return inManifest;
  const [inLockfile] = graph?.problems ?? [];
  if (inLockfile !== undefined && graph?.entries.size === 0) return inFile(graph.format, inLockfile.message);
  return undefined;
}

/** What of a project's files could not be read while the rest was judged, in sentences. */
export function problemsOf(project: Project, shown: string): readonly Words[] {
  const { graph } = project;
  return [
    ...manifestProblems(project).map((problem) => inFile(shown, problem)),
    ...distinctWords((graph?.problems ?? []).map(({ message }) => inFile(graph?.format ?? '', message))),
    ...whatIsMissing(project),
  ];
}

function inFile(file: string, problem: Words): Words {
  return phrase('{file}: {problem}', { file, problem });
}

/** A manifest that somebody is typing may be broken anywhere; one that is checked is finished, or it is not what is meant. */
function manifestProblems({ manifest, manifestText, manifestPath }: Project): readonly Words[] {
  if (manifest.problems.length > 0) return manifest.problems.map((problem) => placed(problem, manifestText));
  return !manifestPath.endsWith('.json') || isJsonObject(manifestText)
    ? []
    : [phrase('This is not a JSON object, so npm cannot read it either.')];
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
function whatIsMissing({ graph, manifest }: Project): readonly Words[] {
  if (graph !== undefined || manifest.dependencies.length === 0) return [];
  return [phrase('There is no lockfile that can be read: what the dependencies bring along was not judged.')];
}

/** `line 3, column 14: message`, both counted from 1. */
function placed({ message, span }: FormatProblem, text: string): Words {
  if (span === undefined) return message;
  const before = text.slice(0, span.start).split('\n');
  const [line, column] = [before.length, (before.at(-1) ?? '').length + 1];
  return phrase('line {line}, column {column}: {problem}', { line, column, problem: message });
}
