import process from 'node:process';
import { setFlagsFromString } from 'node:v8';

/**
 * V8's option that says how much work a function has done before it is worth optimising, and about seven times its default, by
 * V8's major version. V8 complains on stderr of options that it does not know, so later versions get none.
 */
const OPTIONS: Readonly<Record<string, string>> = {
  '11': '--interrupt-budget=500000',
  '12': '--invocation-count-for-turbofan=20000',
  '13': '--invocation-count-for-turbofan=20000',
  '14': '--invocation-count-for-turbofan=20000',
};

/**
 * Has V8 optimise functions later, in this whole process. A walk over trees of which each looks different is a bad prophet: most of
 * what is optimised early is thrown away and compiled once more, which takes a third of the processor time of a short analysis.
 *
 * @param version of V8, as `process.versions.v8` has it
 * @returns the option; undefined where nobody knows one for this version
 */
export function optimiseLate(version: string = process.versions.v8): string | undefined {
  const option = OPTIONS[version.split('.', 1)[0] ?? ''];
  if (option !== undefined) setFlagsFromString(option);
  return option;
}
