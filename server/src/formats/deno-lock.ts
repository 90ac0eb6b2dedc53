import { phrase, type DependencyGraph, type FormatProblem, type Manifest } from '../model/index.js';
import type { LockfileFormat } from './format.js';
import { CUT_OFF } from './support/cut-off.js';
import { denoGraph } from './support/deno-graph.js';
import { readDenoSections, type DenoSections } from './support/deno-records.js';
import { buildGraph } from './support/graph-builder.js';
import { JsonReader } from './support/json-reader.js';
import { MachineJsonScanner } from './support/json-tokens.js';
import { readBothSides } from './support/merge-conflict.js';

/** What is written otherwise may mean something else. */
const KNOWN_VERSIONS: ReadonlySet<string> = new Set(['3', '4', '5']);

const UNKNOWN_VERSION: FormatProblem = Object.freeze({
  message: phrase('This version of deno.lock is not known: what it holds may be read wrongly or not at all.'),
});

/**
 * The npm part of deno's lockfile, versions 3 to 5; JSR packages and remote modules are no npm packages.
 * Of a text that is cut off, the entries before the cut are kept.
 */
export const denoLock: LockfileFormat = Object.freeze({
  id: 'deno-lock',
  fileNames: Object.freeze(['deno.lock']),
  manager: 'deno',

  read(text: string, manifests: ReadonlyMap<string, Manifest>): DependencyGraph {
    return readBothSides(text, (side) => readDeno(side, manifests));
  },
});

function readDeno(text: string, manifests: ReadonlyMap<string, Manifest>): DependencyGraph {
  const reader = new JsonReader(text, new MachineJsonScanner(text));
  const sections: DenoSections = { version: undefined, specifiers: new Map(), packages: [], members: new Map() };
  const ended = readDenoSections(reader, sections);
  const whole = ended && !reader.isCut;
  const { version } = sections;
  const known = version === undefined || KNOWN_VERSIONS.has(version);
  return buildGraph({
    ...denoGraph(sections, manifests),
    format: 'deno.lock',
    lockfileVersion: version ?? '',
    problems: [...reader.problems, ...(known ? [] : [UNKNOWN_VERSION]), ...(whole ? [] : [CUT_OFF])],
    edgesAreComplete: whole && known,
  });
}
