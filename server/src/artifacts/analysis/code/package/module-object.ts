import { posix } from 'node:path';
import { createRootScope, declare } from '../machine/scopes.js';
import { unknown } from '../values/lattice.js';
import { native, object } from '../values/objects.js';
import { PACKAGE_ROOT } from '../values/text.js';
import type { Machine, Obj, Unit, Value } from '../values/types.js';
import type { Module } from './modules.js';

/** What a module finds when it begins to run: `module`, `exports`, `require` and where it stands. */
export function createModule(
  machine: Machine,
  unit: Unit,
  load: (machine: Machine, specifier: Value) => Value,
): Module {
  const exports = object('Object');
  const module = object('Object', {
    props: [
      ['exports', exports],
      ['id', unit.file],
      ['filename', `${PACKAGE_ROOT}/${unit.file}`],
    ],
  });
  module.fallback = machine.apiObject('module');
  const require = native('require', (inner, _self, [specifier]) => load(inner, specifier));
  require.fallback = machine.apiObject('require');
  module.props.set('require', require);
  const scope = createRootScope(unit, { self: exports, args: [] });
  const names: readonly (readonly [string, Value])[] = [
    ['exports', exports],
    ['module', module],
    ['require', require],
    ['__filename', `${PACKAGE_ROOT}/${unit.file}`],
    ['__dirname', folderOf(unit.file)],
  ];
  for (const [name, value] of names) declare(scope, name, value, 0);
  return { object: module, scope };
}

/** `import.meta` of the file at hand. */
export function importMeta(machine: Machine): Obj {
  const { file } = machine.position().unit;
  return machine.record({
    url: `file://${PACKAGE_ROOT}/${file}`,
    dirname: folderOf(file),
    filename: `${PACKAGE_ROOT}/${file}`,
    main: unknown(),
    resolve: native('resolve', (_machine, _self, [path]) => path),
  });
}

function folderOf(file: string): string {
  const folder = posix.dirname(file);
  return folder === '.' ? PACKAGE_ROOT : `${PACKAGE_ROOT}/${folder}`;
}
