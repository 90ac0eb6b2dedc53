import { membersOf, unknown } from '../values/lattice.js';
import { array, isObj, native } from '../values/objects.js';
import { joinTaints, taint } from '../values/taints.js';
import { PACKAGE_ROOT, placeholder } from '../values/text.js';
import type { Machine, Taints, Value } from '../values/types.js';
import { methodOf } from '../language/methods.js';
import { fileKind } from './secrets.js';

/** Whatever lies in a folder. */
export const ENTRY = placeholder('entry');
/** The home folder, the project or where the program runs, as a pattern. */
export const SOMEBODYS_FOLDER = String.raw`(?:\uE000home\uE001[\\/]+(?:Documents|Desktop|Downloads|Pictures)|\uE000(?:home|cwd|project)\uE001|\.{1,2}|[A-Za-z]:|)`;
const WHOLE_FOLDER = new RegExp(String.raw`^${SOMEBODYS_FOLDER}[\\/]*$`);

/**
 * The names in a folder: known in the package's own, otherwise something of which only is known where it lies.
 * @param names that may be among them
 */
export function listing(machine: Machine, paths: readonly string[], taints: Taints, names: readonly Value[]): Value {
  const own = paths.flatMap((path) => ownFolder(machine, path));
  if (own.length > 0) return array(own, machine.depth);
  const isWhole = paths.some((path) => WHOLE_FOLDER.test(path));
  const rest = unknown(taints, isWhole ? { text: ENTRY, api: 'entry()' } : {});
  // What is done with whatever lies there comes first: a loop over known names may not come to what is left.
  const listed = array(isWhole && names.length > 0 ? [rest, ...names] : [...names], machine.depth);
  listed.rest = rest;
  listed.open = true;
  listed.props.set(
    'filter',
    native('filter', (inner, self, args) => filtered(inner, self, args)),
  );
  return listed;
}

/** `readdirSync(folder).filter((name) => name.startsWith('.env'))`: what is asked of the names says what is in the files. */
function filtered(machine: Machine, self: Value, args: readonly Value[]): Value {
  const result = machine.call(methodOf('Array', 'filter'), self, args);
  const taints = textsIn(args[0]).reduce<Taints>((all, text) => {
    const kind = fileKind(text);
    return kind === undefined ? all : joinTaints(all, taint(kind, machine.position(), text));
  }, []);
  if (taints.length > 0 && isObj(result)) result.rest = unknown(taints);
  return result;
}

const TEXT = /(['"`])(\.?[\w. -]{3,40})\1/g;

/** The texts that stand in a function. */
function textsIn(callee: Value): readonly string[] {
  return membersOf(callee).flatMap((one) => {
    if (!isObj(one) || one.call?.kind !== 'closure') return [];
    const { node, scope } = one.call;
    return [...scope.unit.text.slice(node?.start, node?.end).matchAll(TEXT)].map(([, , text = '']) => text);
  });
}

function ownFolder(machine: Machine, path: string): readonly string[] {
  if (path !== PACKAGE_ROOT && !path.startsWith(`${PACKAGE_ROOT}/`)) return [];
  const inside = path === PACKAGE_ROOT ? '' : `${path.slice(PACKAGE_ROOT.length + 1)}/`;
  const names = machine
    .filePaths()
    .filter((file) => file.startsWith(inside))
    .map((file) => file.slice(inside.length).split('/')[0] ?? '');
  return [...new Set(names)].filter((name) => name !== '');
}
