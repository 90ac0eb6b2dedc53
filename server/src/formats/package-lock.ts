import { phrase, type DependencyGraph, type FormatProblem, type Manifest, type Words } from '../model/index.js';
import type { LockfileFormat } from './format.js';
import { buildGraph } from './support/graph-builder.js';
import { JsonReader } from './support/json-reader.js';
import { MachineJsonScanner, TOKEN } from './support/json-tokens.js';
import { dependenciesGraph, readDependencies, type DependencyRecord } from './support/npm-dependencies-section.js';
import { packagesGraph, readPackages, type PackageRecords } from './support/npm-packages-section.js';
import { readBothSides } from './support/merge-conflict.js';

interface Sections {
  readonly whole: boolean;
  readonly version?: string;
  readonly packages?: PackageRecords;
  readonly dependencies: readonly DependencyRecord[];
  /** Version 1 says with `requires` that its entries tell what they need; older ones do not. */
  readonly requires: boolean;
}

/**
 * npm's lockfiles, versions 1 to 3. Entries are the places of packages; a link is no entry, what it points to is.
 * Of a text that is cut off, the entries before the cut are kept.
 */
export const packageLock: LockfileFormat = Object.freeze({
  id: 'package-lock',
  // npm reads only the first where both are there.
  fileNames: Object.freeze(['npm-shrinkwrap.json', 'package-lock.json']),
  manager: 'npm',
  installedRecord: 'node_modules/.package-lock.json',

  read(text: string, manifests: ReadonlyMap<string, Manifest>): DependencyGraph {
    return readBothSides(text, (side) => readNpm(side, manifests));
  },
});

function readNpm(text: string, manifests: ReadonlyMap<string, Manifest>): DependencyGraph {
  const reader = new JsonReader(text, new MachineJsonScanner(text));
  const sections = readSections(reader);
  const { packages, dependencies, version } = sections;
  const parts =
    packages === undefined ? dependenciesGraph(dependencies, manifests) : packagesGraph(packages, manifests);
  const gaps = whatIsNotTold(sections, manifests).map((message): FormatProblem => ({ message }));
  return buildGraph({
    ...parts,
    format: 'package-lock.json',
    lockfileVersion: version ?? (packages === undefined ? '1' : '3'),
    problems: [...reader.problems, ...parts.problems, ...gaps],
    edgesAreComplete: gaps.length === 0,
  });
}

/** Version 2 holds both sections, `dependencies` for old versions of npm: `packages` counts, as in npm. */
function readSections(reader: JsonReader): Sections {
  let version: string | undefined;
  let packages: PackageRecords | undefined;
  let dependencies: readonly DependencyRecord[] = [];
  let requires = false;
  const ended = reader.readDocument((key) => {
    if (key === 'lockfileVersion' && reader.valueToken === TOKEN.number) version = reader.raw();
    if (key === 'requires') requires = reader.valueToken === TOKEN.true;
    if (reader.valueToken !== TOKEN.openBrace) return;
    if (key === 'packages') packages = readPackages(reader);
    else if (key === 'dependencies' && packages === undefined) dependencies = readDependencies(reader);
  });
  return { whole: ended && !reader.isCut, version, packages, dependencies, requires };
}

/** Why the graph has gaps, in sentences. */
function whatIsNotTold(sections: Sections, manifests: ReadonlyMap<string, Manifest>): readonly Words[] {
  const gaps: Words[] = [];
  if (!sections.whole) gaps.push(phrase('This is not a whole lockfile: what follows its end is not known.'));
  if (sections.packages !== undefined || sections.dependencies.length === 0) return gaps;
  if (!sections.requires) gaps.push(phrase('This old lockfile does not say which package needs which.'));
  if (!manifests.has(''))
    gaps.push(phrase('This old lockfile does not say what is direct, and there is no package.json.'));
  return gaps;
}
