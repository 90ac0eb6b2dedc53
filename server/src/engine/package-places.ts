import {
  packageId,
  stretchFinder,
  type Dependency,
  type LockEntry,
  type PackagePlaces,
  type FilePlace,
  type Span,
  type Subject,
} from '../model/index.js';
import type { Project } from './engine.js';

/**
 * Finds where a project's files speak of a subject.
 *
 * @param lockfileText as it was read for the project; undefined where there is none, or none that is text
 */
export function packagePlaces(project: Project, lockfileText: string | undefined): (subject: Subject) => PackagePlaces {
  const inManifest = finderIn(project.manifestPath, project.manifestText);
  const inLockfile = project.lockfilePath === undefined ? undefined : lockedFinder(project.lockfilePath, lockfileText);
  return (subject) => ({
    declared: [
      ...declaredLine(subject, project).map(({ span }) => inManifest(span)),
      ...catalogPlaces(subject, project),
    ],
    needs: neededBy(lockedEntries(subject, project), project),
    locked: lockedEntries(subject, project).flatMap((entry) => inLockfile?.(entry) ?? []),
  });
}

/** The line that is judged, or the one that brings the package in. */
function declaredLine({ dependency, broughtInBy }: Subject, { manifest }: Project): readonly Dependency[] {
  const line =
    dependency ?? manifest.dependencies.find((one) => one.name === broughtInBy && one.section !== 'overrides');
  return line === undefined ? [] : [line];
}

/** The catalog's entry, where the line leaves its version to one. */
function catalogPlaces({ catalog }: Subject, { workspace }: Project): readonly FilePlace[] {
  const found = workspace?.catalogs.find(({ file }) => file === catalog?.file);
  return catalog === undefined || found === undefined ? [] : [finderIn(found.file, found.text)(catalog.line.span)];
}

function neededBy(entries: readonly LockEntry[], { graph }: Project): readonly string[] {
  const needed = entries.flatMap(({ dependsOn }) => dependsOn.flatMap((id) => graph?.entries.get(id) ?? []));
  return [...new Set(needed.flatMap(({ name, version }) => (version === null ? [] : [packageId({ name, version })])))];
}

function lockedEntries({ locked, places }: Subject, { graph }: Project): readonly LockEntry[] {
  const words = places ?? (locked === undefined ? [] : [locked]);
  return words.flatMap(({ id }) => graph?.entries.get(id) ?? []);
}

function finderIn(file: string, text: string): (span: Span) => FilePlace {
  const find = stretchFinder(text);
  return (span) => ({ file, ...find(span) });
}

/** The line on which an entry begins. A binary lockfile has none. */
function lockedFinder(file: string, text = ''): (entry: LockEntry) => readonly FilePlace[] {
  const find = finderIn(file, text);
  return ({ span, name, alias = name }) => {
    const end = text.indexOf('\n', span.start);
    const key = text.slice(span.start, Math.min(span.end, end < 0 ? text.length : end)).trimEnd();
    const isNamed = [name, alias].some((one) => key.includes(one.slice(one.lastIndexOf('/') + 1)));
    return isNamed ? [find({ start: span.start, end: span.start + key.length })] : [];
  };
}
