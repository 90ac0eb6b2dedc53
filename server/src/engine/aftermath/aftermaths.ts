import path from 'node:path';
import {
  judgedVersion,
  phrase,
  valueOf,
  type Aftermath,
  type Assessment,
  type InstalledCopy,
  type Subject,
  type Words,
} from '../../model/index.js';
import type { Files } from '../../platform/files.js';
import type { Project } from '../engine.js';
import { installedCopies, installRoot } from './installed-copies.js';
import { nextSteps } from './next-steps.js';
import { searchImports } from './project-imports.js';
import { installScripts, scriptsSentence } from './script-runs.js';

/** More malware than this in one project needs no sentence about each. */
const MAX_LOOKED_AT = 20;

/** What was found out on disk about malware that is part of a project. Asked once per judging, told on every keystroke. */
export class Aftermaths {
  readonly #files: Files;
  readonly #known = new Map<string, Aftermath>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** Looks at the disk for each package that is known malware. Rejects only with the signal's reason. */
  async look(project: Project, assessments: readonly Assessment[], signal: AbortSignal): Promise<void> {
    const concerned = distinct(project, assessments.filter(isMalware)).slice(0, MAX_LOOKED_AT);
    for (const [key, assessment] of concerned) {
      signal.throwIfAborted();
      this.#known.set(key, await this.#aftermathOf(project, assessment, signal));
    }
  }

  /** The assessments with what was found out last. */
  told(project: Project, assessments: readonly Assessment[]): readonly Assessment[] {
    if (this.#known.size === 0) return assessments;
    return assessments.map((assessment) => {
      const aftermath = isMalware(assessment) ? this.#known.get(keyOf(project, assessment)) : undefined;
      return aftermath === undefined ? assessment : { ...assessment, aftermath };
    });
  }

  forget(): void {
    this.#known.clear();
  }

  async #aftermathOf(project: Project, assessment: Assessment, signal: AbortSignal): Promise<Aftermath> {
    const { subject, facts } = assessment;
    const wanted = { name: subject.name, version: judgedVersion(subject) };
    const installed = await installedCopies(project, wanted, this.#files);
    const scripts = await installScripts(installRoot(project), installed, assessment, this.#files);
    return {
      installed,
      scripts: scriptsSentence(scripts, assessment),
      imports: await this.#importsOf(project, subject, installed, signal),
      steps: nextSteps(valueOf(facts.artifact)),
    };
  }

  async #importsOf(
    { folder }: Project,
    { name, dependency, paths: [shortest] }: Subject,
    installed: readonly InstalledCopy[],
    signal: AbortSignal,
  ): Promise<Words> {
    if (dependency === undefined) return broughtInSentence(shortest);
    const { places, files, partial } = await searchImports(dependency.name, folder, this.#files, signal);
    if (places.length > 0) return importedSentence(places.join(', '), installed.length > 0);
    return notSeenSentence(name, path.basename(folder), files, partial);
  }
}

function importedSentence(places: string, isInstalled: boolean): Words {
  return isInstalled
    ? phrase('It is imported in {places}: its code could have run with whatever starts, builds or tests that.', {
        places,
      })
    : phrase('It is imported in {places}: its code would run with whatever starts, builds or tests that.', { places });
}

function notSeenSentence(name: string, folder: string, files: number, partial: boolean): Words {
  const values = { name, files, folder };
  if (partial) {
    return phrase(
      'No import of {name} was seen in the first {files} source files of {folder}; tools and other packages could have loaded it all the same.',
      values,
    );
  }
  return files === 1
    ? phrase(
        'No import of {name} was seen in the one source file of {folder}; tools and other packages could have loaded it all the same.',
        { name, folder },
      )
    : phrase(
        'No import of {name} was seen in {files} source files of {folder}; tools and other packages could have loaded it all the same.',
        values,
      );
}

function broughtInSentence(way: readonly string[] = []): Words {
  const [, first] = way;
  return first === undefined
    ? phrase('It comes with other packages: its code could have run wherever they are used.')
    : phrase('It comes with {through}: its code could have run wherever that is used.', { through: first });
}

function isMalware({ findings }: Assessment): boolean {
  return findings.some(({ rule }) => rule === 'known-malware');
}

function keyOf({ folder }: Project, { subject }: Assessment): string {
  return [folder, subject.name, judgedVersion(subject) ?? '', subject.dependency?.name ?? ''].join('\n');
}

/** A package can be in a lockfile many times. */
function distinct(project: Project, assessments: readonly Assessment[]): readonly (readonly [string, Assessment])[] {
  return [...new Map(assessments.map((assessment) => [keyOf(project, assessment), assessment]))];
}
