import { phrase, type DependencyGraph, type FormatProblem, type Manifest } from '../model/index.js';
import type { LockfileFormat } from './format.js';
import { buildGraph } from './support/graph-builder.js';
import type { RawImporter } from './support/raw-graph.js';
import { configParts, projectParts, type PnpmParts } from './support/pnpm-graph.js';
import { readPnpmDocuments, type PnpmDocument } from './support/pnpm-records.js';
import { YamlReader } from './support/yaml-reader.js';
import { readBothSides } from './support/merge-conflict.js';

const NO_PROJECT: PnpmDocument = Object.freeze({
  importers: [],
  packages: [],
  snapshots: undefined,
  configDependencies: [],
  isEnvironment: false,
});

/**
 * pnpm's lockfiles, versions 5, 6, 9 and those of the same shape. An entry is a package with one set of peers, a
 * workspace member, or a folder that is linked. Since pnpm 11 a document before the project's own can hold what pnpm
 * needs for itself; of that, only the configuration packages are entries.
 */
export const pnpmLock: LockfileFormat = Object.freeze({
  id: 'pnpm-lock',
  fileNames: Object.freeze(['pnpm-lock.yaml']),
  manager: 'pnpm',

  read(text: string, manifests: ReadonlyMap<string, Manifest>): DependencyGraph {
    return readBothSides(text, (side) => readPnpm(side, manifests));
  },
});

function readPnpm(text: string, manifests: ReadonlyMap<string, Manifest>): DependencyGraph {
  const documents = readPnpmDocuments(new YamlReader(text));
  const project = documents.findLast((document) => !document.isEnvironment) ?? NO_PROJECT;
  const environment = documents.filter((document) => document.configDependencies.length > 0);
  const own = projectParts(project, manifests);
  const all = [...environment.map(configParts), own];
  const problems = whatIsNotTold(project, all);
  return buildGraph({
    format: 'pnpm-lock.yaml',
    lockfileVersion: project.lockfileVersion ?? documents[0]?.lockfileVersion ?? '',
    importers: merged(all.flatMap((parts) => parts.importers)),
    entries: all.flatMap((parts) => parts.entries),
    problems,
    edgesAreComplete: problems.length === 0,
  });
}

/** One importer per folder, in the order of their last mention: the project's own document is the last. */
function merged(importers: readonly RawImporter[]): readonly RawImporter[] {
  const byFolder = new Map<string, RawImporter>();
  for (const importer of importers) {
    const known = byFolder.get(importer.id);
    byFolder.set(
      importer.id,
      known === undefined ? importer : { ...importer, edges: [...importer.edges, ...known.edges] },
    );
  }
  return [...byFolder.values()];
}

/** Why the graph has gaps, in sentences. */
function whatIsNotTold(project: PnpmDocument, parts: readonly PnpmParts[]): readonly FormatProblem[] {
  const problems: FormatProblem[] = [];
  if (project.lockfileVersion === undefined)
    problems.push({ message: phrase('This does not say which version of lockfile it is.') });
  if (parts.some(({ whole }) => !whole)) {
    problems.push({ message: phrase('This is not a whole lockfile: packages that others need are missing in it.') });
  }
  return problems;
}
