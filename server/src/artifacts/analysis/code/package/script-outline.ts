import type { ESTree } from 'meriyah';
import { collectNames } from '../machine/hoisting.js';
import type { Node } from '../values/types.js';
import type { ScriptOutline, ScriptVariable } from '../../markup/pieces.js';
import { parseSource } from './parse.js';

/** What the template of a component has to know of a script. */
export function outlineOf(code: string): ScriptOutline {
  const variables = new Map<string, ScriptVariable>();
  let component: number | undefined;
  for (const statement of parseSource('script.js', code).program.body as readonly Node[]) {
    for (const [name, variable] of declaredBy(statement)) variables.set(name, variable);
    if (statement.type === 'ExportDefaultDeclaration') component = optionsIn(statement.declaration)?.start;
  }
  return { variables, component };
}

type Declared = readonly (readonly [name: string, variable: ScriptVariable])[];

function declaredBy(statement: Node): Declared {
  const end = statement.end ?? 0;
  if (statement.type === 'ImportDeclaration')
    return statement.specifiers.map(({ local }) => [local.name, { end, kind: undefined }]);
  const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (declaration?.type !== 'VariableDeclaration') return [];
  return declaration.declarations.flatMap(({ id, init }) => {
    const names: string[] = [];
    collectNames(id, names);
    const kind = id.type === 'Identifier' ? kindOf(init, declaration.kind === 'let') : undefined;
    return names.map((name) => [name, { end, kind }] as const);
  });
}

const MAKES_REF = /ref$|^(?:computed|defineModel|useVModel|useState|use\w*Storage)$/i;
const MAKES_OBJECT = /^(?:shallow)?reactive$|^readonly$/i;

function kindOf(init: ESTree.Expression | null | undefined, isLet: boolean): ScriptVariable['kind'] {
  if (init?.type !== 'CallExpression') return isLet ? 'plain' : undefined;
  const name = init.callee.type === 'Identifier' ? init.callee.name : '';
  if (MAKES_OBJECT.test(name)) return 'plain';
  return MAKES_REF.test(name) ? 'ref' : undefined;
}

/** `export default { … }`, `export default defineComponent({ … })`. */
function optionsIn(declaration: Node): Node | undefined {
  if (declaration.type === 'CallExpression')
    return declaration.arguments.find(({ type }) => type === 'ObjectExpression');
  return declaration.type === 'ObjectExpression' ? declaration : undefined;
}
