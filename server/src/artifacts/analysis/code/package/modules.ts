import type { ESTree } from 'meriyah';
import { collectNames } from '../machine/hoisting.js';
import { lookUp } from '../machine/scopes.js';
import { runBody } from '../machine/statements.js';
import { join } from '../values/lattice.js';
import { isObj, native, object } from '../values/objects.js';
import type { Machine, Node, Obj, Scope, Value } from '../values/types.js';
import type { Parsed } from './parse.js';

/** A file of the package that runs as a module: its `module` object, and its outermost names. */
export interface Module {
  readonly object: Obj;
  readonly scope: Scope;
}

/** What `import * as x` shows of a module. */
export function namespaceOf(machine: Machine, exports: Value): Value {
  if (!isObj(exports) || exports.props.has('default')) return exports;
  const namespace = object('Object', { depth: machine.depth, props: [['default', exports]] });
  machine.copyProperties(namespace, exports);
  return namespace;
}

/** Binds what a module imports, declares what it exports, and runs it. */
export function runModule(machine: Machine, { program }: Parsed, { object: module, scope }: Module): void {
  const body = program.body as readonly Node[];
  for (const statement of body) if (statement.type === 'ImportDeclaration') bindImports(machine, statement, scope);
  const exports = machine.get(module, 'exports');
  for (const statement of body) if (isObj(exports)) declareExports(machine, statement, exports, scope);
  const statements = body.flatMap(executable);
  runBody(machine, statements, scope);
}

/** Whether a statement makes a text a module. */
export function isOfModule({ type }: Node): boolean {
  return type === 'ImportDeclaration' || type === 'ExportAllDeclaration' || /^Export(?:Named|Default)D/.test(type);
}

const executableStatements = new WeakMap<object, readonly Node[]>();

/** The statement inside of an export; `export default expression` is kept as it is. */
function executable(statement: Node): readonly Node[] {
  const cached = executableStatements.get(statement);
  if (cached !== undefined) return cached;
  let found: readonly Node[] = [statement];
  if (statement.type === 'ImportDeclaration' || statement.type === 'ExportAllDeclaration') found = [];
  else if (statement.type === 'ExportNamedDeclaration')
    found = statement.declaration == null ? [] : [statement.declaration];
  else if (statement.type === 'ExportDefaultDeclaration') found = [defaultStatement(statement)];
  executableStatements.set(statement, found);
  return found;
}

/** The value is kept under a name that no code can write. */
const DEFAULT = '*default*';

function defaultStatement({ declaration, start }: ESTree.ExportDefaultDeclaration): Node {
  const isNamed =
    (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') && declaration.id != null;
  if (isNamed) return declaration;
  const id = { type: 'Identifier', name: DEFAULT, start };
  const declarator = { type: 'VariableDeclarator', id, init: declaration, start };
  return { type: 'VariableDeclaration', kind: 'const', declarations: [declarator], start } as unknown as Node;
}

function bindImports(machine: Machine, node: ESTree.ImportDeclaration, scope: Scope): void {
  const source = String((node.source as ESTree.Literal).value);
  const exports = machine.at(node.start ?? 0, () => machine.requireModule(source));
  for (const specifier of node.specifiers) {
    const local = specifier.local.name;
    if (specifier.type === 'ImportNamespaceSpecifier') {
      scope.vars.set(local, { value: undefined, depth: 0, live: () => namespaceOf(machine, exports) });
    } else {
      const imported = specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(specifier.imported);
      scope.vars.set(local, { value: undefined, depth: 0, live: () => exportOf(machine, exports, imported) });
    }
  }
}

function exportOf(machine: Machine, exports: Value, name: string): Value {
  const isCommonJs = name === 'default' && isObj(exports) && !exports.props.has('default');
  return isCommonJs ? exports : machine.get(exports, name);
}

function nameOf(node: Node): string {
  return node.type === 'Identifier' ? node.name : String((node as ESTree.Literal).value);
}

function declareExports(machine: Machine, node: Node, exports: Obj, scope: Scope): void {
  const show = (name: string, read: () => Value): void => {
    exports.props.set(name, { kind: 'accessor', get: native(`get ${name}`, read) });
  };
  const local = (name: string) => (): Value => {
    const binding = lookUp(scope, name);
    return binding?.live === undefined ? binding?.value : binding.live();
  };
  if (node.type === 'ExportDefaultDeclaration') {
    const { declaration } = node;
    const id =
      declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration'
        ? declaration.id
        : undefined;
    show('default', local(id?.name ?? DEFAULT));
  } else if (node.type === 'ExportAllDeclaration') {
    exportAll(machine, node, exports, show);
  } else if (node.type === 'ExportNamedDeclaration') {
    exportNamed(machine, node, show, local);
  }
}

function exportAll(
  machine: Machine,
  node: ESTree.ExportAllDeclaration,
  exports: Obj,
  show: (name: string, read: () => Value) => void,
): void {
  const from = machine.at(node.start ?? 0, () => machine.requireModule(String((node.source as ESTree.Literal).value)));
  if (node.exported != null) show(nameOf(node.exported), () => namespaceOf(machine, from));
  else if (isObj(from))
    for (const name of from.props.keys()) if (name !== 'default') show(name, () => machine.get(from, name));
  if (node.exported == null && !isObj(from))
    exports.fallback = exports.fallback === undefined ? from : join(exports.fallback, from);
}

function exportNamed(
  machine: Machine,
  node: ESTree.ExportNamedDeclaration,
  show: (name: string, read: () => Value) => void,
  local: (name: string) => () => Value,
): void {
  const { source, specifiers, declaration } = node;
  if (source == null) {
    for (const { local: name, exported } of specifiers) show(nameOf(exported), local(nameOf(name)));
    for (const name of namesDeclaredBy(declaration ?? undefined)) show(name, local(name));
    return;
  }
  const from = machine.at(node.start ?? 0, () => machine.requireModule(String((source as ESTree.Literal).value)));
  for (const { local: name, exported } of specifiers) {
    show(nameOf(exported), () => exportOf(machine, from, nameOf(name)));
  }
}

function namesDeclaredBy(declaration: Node | undefined): readonly string[] {
  const names: string[] = [];
  if (declaration?.type === 'VariableDeclaration')
    for (const { id } of declaration.declarations) collectNames(id, names);
  if (declaration?.type === 'FunctionDeclaration' || declaration?.type === 'ClassDeclaration') {
    if (declaration.id != null) names.push(declaration.id.name);
  }
  return names;
}
