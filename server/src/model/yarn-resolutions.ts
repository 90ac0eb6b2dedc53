import { splitPackageId } from './package-ref.js';

/** A name and what is asked for (or what was found) under it, as yarn writes it; empty where nothing is told. */
interface Described {
  readonly name: string;
  readonly range: string;
}

/** One line of `resolutions`: what `name` (asked for as `range`, where told) is replaced by. */
export interface YarnResolution extends Described {
  /** Only below this package; with `range` only below that one of its versions. */
  readonly parent?: Described;
  readonly to: string;
}

/** @param resolutions of the outermost manifest: only there yarn reads them */
export function parseResolutions(resolutions: Readonly<Record<string, string>>): readonly YarnResolution[] {
  return Object.entries(resolutions).flatMap(([pattern, to]): readonly YarnResolution[] => {
    const steps = resolutionSteps(pattern);
    const last = steps.at(-1);
    if (last === undefined || last === '') return [];
    const before = steps.at(-2);
    const parent = before === undefined || before === '**' ? {} : { parent: described(before) };
    return [{ ...described(last), to, ...parent }];
  });
}

/** `name`, `parent/name`, `parent@1.0.0/name@npm:^2`, and classic's stars that mean any parent: a name can hold a slash. */
export function resolutionSteps(pattern: string): readonly string[] {
  const steps: string[] = [];
  let scope = '';
  for (const part of pattern.split('/')) {
    if (scope === '' && part.startsWith('@')) scope = `${part}/`;
    else {
      steps.push(scope + part);
      scope = '';
    }
  }
  return steps;
}

/** Does a range that a line tells mean the one that is asked for, or that the parent has? */
export type RangeTest = (told: string, actual: string) => boolean;

/** What a package in `parent` gets for `name@range`, by the first line that speaks of it. */
export function findResolution(
  resolutions: readonly YarnResolution[],
  parent: string,
  wanted: Described,
  isRange: RangeTest = isRangeOfAnyProtocol,
): string | undefined {
  if (resolutions.length === 0) return undefined;
  const owner = described(parent);
  return resolutions.find((line) => {
    if (line.name !== wanted.name || !isRange(line.range, wanted.range)) return false;
    return line.parent === undefined || (line.parent.name === owner.name && isRange(line.parent.range, owner.range));
  })?.to;
}

/** Of yarn's lockfiles. */
const VERSION_OF_YARN_4 = 8;

/**
 * How the yarn that wrote a lockfile compares. Until its version 4 it compared texts: `parent@1.0.0/name` means no
 * package, as those of a registry are `npm:1.0.0`.
 */
export function rangeTestOf(lockfileVersion: string): RangeTest {
  return Number.parseInt(lockfileVersion, 10) < VERSION_OF_YARN_4 ? isExactRange : isRangeOfAnyProtocol;
}

/** `npm:` is what is meant where no protocol stands. */
function isRangeOfAnyProtocol(told: string, actual: string): boolean {
  return isExactRange(told, actual) || `npm:${told}` === actual || told === `npm:${actual}`;
}

function isExactRange(told: string, actual: string): boolean {
  return told === '' || told === actual;
}

function described(text: string): Described {
  const { name, version: range = '' } = splitPackageId(text);
  return { name, range };
}
