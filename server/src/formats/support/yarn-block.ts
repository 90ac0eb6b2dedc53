import type { EdgeKind } from './raw-graph.js';

/**
 * A name and what stands beside it. What is nested still deeper stands there as lines: `optional: true`. An edge already,
 * as soon as somebody has found what answers: no other object is made for each of thousands.
 */
export interface YarnPair {
  readonly name: string;
  value: string;
  to: string;
  at: number | undefined;
  kind: EdgeKind;
}

export function unanswered(name: string, value: string): YarnPair {
  return { name, value, to: '', at: undefined, kind: 'required' };
}

/**
 * What stands under one line without indentation, as far as a lockfile's reader asks for it. Not a Map: filling some
 * for each of thousands of blocks took most of the time of reading a lockfile.
 */
export interface YarnBlock extends Fields, Sections {
  /** As written, several where they stand behind one another. */
  readonly keys: readonly string[];
  readonly span: { start: number; end: number };
}

interface Fields {
  version: string | undefined;
  name: string | undefined;
  resolved: string | undefined;
  integrity: string | undefined;
  resolution: string | undefined;
  checksum: string | undefined;
  linkType: string | undefined;
}

interface Sections {
  dependencies: readonly YarnPair[];
  optionalDependencies: readonly YarnPair[];
  dependenciesMeta: readonly YarnPair[];
}

/** Not `block[name] = value`: to write under a name that is only known then takes several times as long. */
export function setField(block: YarnBlock, name: string, value: string): void {
  if (name === 'version') block.version = value;
  else if (name === 'resolved') block.resolved = value;
  else if (name === 'integrity') block.integrity = value;
  else if (name === 'resolution') block.resolution = value;
  else if (name === 'checksum') block.checksum = value;
  else if (name === 'linkType') block.linkType = value;
  else if (name === 'name') block.name = value;
}

/** False where nobody asks for such a section. */
export function setSection(block: YarnBlock, name: string, pairs: readonly YarnPair[]): boolean {
  if (name === 'dependencies') block.dependencies = pairs;
  else if (name === 'optionalDependencies') block.optionalDependencies = pairs;
  else if (name === 'dependenciesMeta') block.dependenciesMeta = pairs;
  else return false;
  return true;
}

export const NO_PAIRS: readonly YarnPair[] = [];

export function emptyBlock(keys: readonly string[], span: YarnBlock['span']): YarnBlock {
  return {
    keys,
    span,
    version: undefined,
    name: undefined,
    resolved: undefined,
    integrity: undefined,
    resolution: undefined,
    checksum: undefined,
    linkType: undefined,
    dependencies: NO_PAIRS,
    optionalDependencies: NO_PAIRS,
    dependenciesMeta: NO_PAIRS,
  };
}
