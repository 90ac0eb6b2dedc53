import { unknown } from '../values/lattice.js';
import { placeholder } from '../values/text.js';
import type { Closure, Value } from '../values/types.js';
import { isOfPlugin } from './builds.js';

const PROJECT = placeholder('project');

/** Ways to the folder of the project in what a tool hands to its plugins, by the method that gets it. By the documentation of Vite, webpack, esbuild, Nuxt and Jest. */
const GIVEN: Readonly<Record<string, readonly (readonly string[])[]>> = {
  configResolved: [['root']],
  configureServer: [['config', 'root']],
  apply: [['context'], ['options', 'context']],
  setup: [['initialOptions', 'absWorkingDir']],
  onRunStart: [['config', 'rootDir']],
};
/** The same of a function that is a plugin by itself, by its parameter. */
const BY_PARAMETER: Readonly<Record<string, readonly (readonly string[])[]>> = {
  nuxt: [
    ['options', 'rootDir'],
    ['options', 'srcDir'],
  ],
  compiler: GIVEN.apply ?? [],
  globalConfig: [['rootDir']],
};

/** What a plugin of a tool that builds is told of somebody's project; undefined where a function is no such plugin. */
export function projectGiven({ name, scope }: Closure, parameter: string): Value {
  const ways = (Object.hasOwn(GIVEN, name) ? GIVEN[name] : undefined) ?? byParameter(parameter);
  return ways === undefined || !isOfPlugin(scope.unit) ? undefined : withFolder(ways);
}

function byParameter(parameter: string): readonly (readonly string[])[] | undefined {
  return Object.hasOwn(BY_PARAMETER, parameter) ? BY_PARAMETER[parameter] : undefined;
}

function withFolder(ways: readonly (readonly string[])[]): Value {
  const heads = [...new Set(ways.flatMap(([head = '']) => head))];
  const members = heads.map((head): [string, Value] => {
    const rest = ways.filter(([first]) => first === head).map(([, ...others]) => others);
    return [head, rest.some((one) => one.length === 0) ? PROJECT : withFolder(rest)];
  });
  return unknown([], { props: new Map(members) });
}
