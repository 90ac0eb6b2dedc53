import { splitDescriptor, type YarnDescriptor } from './yarn-descriptor.js';

/** One line of `resolutions`: what `name` (asked for as `range`, where told) is replaced by. */
export interface YarnResolution extends YarnDescriptor {
  /** Only below this package; with `range` only below that one of its versions. */
  readonly parent?: YarnDescriptor;
  readonly to: string;
}

/** @param resolutions of the outermost manifest: only there yarn reads them */
export function parseResolutions(resolutions: Readonly<Record<string, string>>): readonly YarnResolution[] {
  return Object.entries(resolutions).flatMap(([pattern, to]): readonly YarnResolution[] => {
    const steps = stepsOf(pattern);
    const last = steps.at(-1);
    if (last === undefined || last === '') return [];
    const before = steps.at(-2);
    const parent = before === undefined || before === '**' ? {} : { parent: splitDescriptor(before) };
    return [{ ...splitDescriptor(last), to, ...parent }];
  });
}

/** `name`, `parent/name`, `parent@1.0.0/name@npm:^2`, and classic's stars that mean any parent: a name can hold a slash. */
function stepsOf(pattern: string): readonly string[] {
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

/** What a package in `parent` gets for `name@range`, by the first line that speaks of it. */
export function findResolution(
  resolutions: readonly YarnResolution[],
  parent: string,
  wanted: YarnDescriptor,
): string | undefined {
  if (resolutions.length === 0) return undefined;
  const owner = splitDescriptor(parent);
  return resolutions.find((line) => {
    if (line.name !== wanted.name || !isRange(line.range, wanted.range)) return false;
    return line.parent === undefined || (line.parent.name === owner.name && isRange(line.parent.range, owner.range));
  })?.to;
}

/** Whether a range that may be left out is the one asked for; `npm:` is what is meant where no protocol stands. */
function isRange(told: string, wanted: string): boolean {
  return told === '' || told === wanted || `npm:${told}` === wanted || told === `npm:${wanted}`;
}
