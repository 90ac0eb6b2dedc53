import type { Place } from './flow.js';

/**
 * What the code of a package can do, where it says so by name. Honest packages can do the same: this is context and never a
 * finding.
 */
export const CAPABILITY_KINDS = Object.freeze([
  'network',
  'environment',
  'processes',
  'reads-files',
  'writes-files',
  'evaluation',
  'native-code',
  'minified',
] as const);

export type CapabilityKind = (typeof CAPABILITY_KINDS)[number];

export interface Capability {
  readonly kind: CapabilityKind;
  /** The first place that was met. */
  readonly place: Place;
}

/** In the words of "it can …". */
export const CAPABILITY_WORDS: Readonly<Record<CapabilityKind, string>> = Object.freeze({
  network: 'send requests',
  environment: 'read the environment',
  processes: 'start programs',
  'reads-files': 'read files',
  'writes-files': 'write files',
  evaluation: 'run text as code',
  'native-code': 'load native programs',
  minified: 'hold minified code',
});

/** Those that the version before did not have; undefined where it is not known. */
export function newCapabilities(
  now: readonly Capability[],
  before: readonly Capability[] | undefined,
): readonly Capability[] | undefined {
  const known = before && new Set(before.map(({ kind }) => kind));
  return known && now.filter(({ kind }) => !known.has(kind));
}
