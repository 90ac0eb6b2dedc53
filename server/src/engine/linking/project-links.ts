import type { ArtifactFacts, LockEntry, Subject } from '../../model/index.js';
import type { Project } from '../engine.js';
import { lockedEntry, lockedWords } from '../subjects.js';
import { joined } from './join.js';
import { linkedFacts } from './link.js';
import { importedPackages } from './linked-package.js';

/** What is in memory of the packages of a project. */
export interface KnownPackages {
  artifactOf(subject: Subject): ArtifactFacts | undefined;
  isYoung(subject: Subject): boolean;
}

/** A package where it stands in the project. */
interface Installed {
  readonly subject: Subject;
  readonly entry?: LockEntry;
}

/** What was put together, and of what: as long as that is the same, so is the result. */
interface Kept {
  readonly parts: readonly ArtifactFacts[];
  readonly facts: ArtifactFacts;
}

/** Remembers what packages do together, as lines are judged again on every keystroke. */
export type LinkMemory = WeakMap<ArtifactFacts, Kept>;

/**
 * What packages of a project do only together with those that they use. An edge is gone over where one of its ends is young; of two
 * that have been out for long, others have seen what they do. An edge that is new is new in a young version.
 */
export class ProjectLinks {
  readonly #project: Project;
  readonly #lines: readonly Subject[];
  readonly #known: KnownPackages;
  readonly #memory: LinkMemory;

  constructor(project: Project, lines: readonly Subject[], known: KnownPackages, memory: LinkMemory) {
    this.#project = project;
    this.#lines = lines;
    this.#known = known;
    this.#memory = memory;
  }

  /** The facts of a line's package with the flows that it has a part in together with others; the same object where there are none. */
  linked(line: Subject, facts: ArtifactFacts): ArtifactFacts {
    const installed = new Map<ArtifactFacts, Installed>([[facts, this.#lineAt(line)]]);
    const parts: ArtifactFacts[] = [];
    const linked = joined(facts, (user, imported) => {
      const next = this.#stepFrom(installed.get(user), imported);
      const found = next === undefined ? undefined : this.#known.artifactOf(next.subject);
      if (next === undefined || found === undefined) return undefined;
      if (!installed.has(found)) installed.set(found, next);
      parts.push(found);
      return found;
    });
    const kept = this.#memory.get(facts);
    if (kept !== undefined && isSame(kept.parts, parts)) return kept.facts;
    const result = { parts, facts: parts.length === 0 ? facts : linkedFacts(linked) };
    this.#memory.set(facts, result);
    return result.facts;
  }

  /** Packages that have to be looked into as well, because a line's package hands them something or takes something from them. */
  missing(): readonly Subject[] {
    const missing = this.#lines.flatMap((line) => {
      const facts = this.#known.artifactOf(line);
      if (facts === undefined) return [];
      return importedPackages(facts).flatMap((name) => this.#stepFrom(this.#lineAt(line), name)?.subject ?? []);
    });
    return missing.filter((subject) => this.#known.artifactOf(subject) === undefined);
  }

  #lineAt(line: Subject): Installed {
    const entry = line.dependency === undefined ? undefined : lockedEntry(this.#project, line.dependency);
    return { subject: line, ...(entry == null ? {} : { entry }) };
  }

  /** Where an import leads, if that edge is to be gone over. */
  #stepFrom(from: Installed | undefined, imported: string): Installed | undefined {
    if (from === undefined) return undefined;
    const next = this.#dependencyOf(from, imported);
    if (next === undefined) return undefined;
    return this.#known.isYoung(from.subject) || this.#known.isYoung(next.subject) ? next : undefined;
  }

  /** By the lockfile; a peer and whatever a lockfile does not tell is the manifest's own. */
  #dependencyOf({ entry }: Installed, imported: string): Installed | undefined {
    const { entries = new Map<string, LockEntry>(), format = '' } = this.#project.graph ?? {};
    const found = entry?.dependsOn.map((id) => entries.get(id)).find((one) => isCalled(one, imported));
    if (found !== undefined) return { subject: subjectAt(found, format), entry: found };
    const line = this.#lines.find(({ dependency }) => dependency?.name === imported);
    return line === undefined ? undefined : this.#lineAt(line);
  }
}

function isCalled(entry: LockEntry | undefined, imported: string): boolean {
  return entry !== undefined && entry.version !== null && (entry.alias ?? entry.name) === imported;
}

function subjectAt(entry: LockEntry, format: string): Subject {
  const { name, version } = entry;
  return {
    ...{ name, direct: false, paths: [] },
    resolution: { from: 'lockfile', version: version ?? '' },
    locked: lockedWords(entry, name, format),
  };
}

function isSame(a: readonly ArtifactFacts[], b: readonly ArtifactFacts[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}
