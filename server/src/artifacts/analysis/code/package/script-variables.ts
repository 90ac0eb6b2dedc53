import { collectNames } from '../machine/hoisting.js';
import type { Node } from '../values/types.js';
import { parseSource } from './parse.js';

/** The outermost variables of a script, each with the offset behind the statement that declares it. */
export function variablesOf(code: string): ReadonlyMap<string, number> {
  const variables = new Map<string, number>();
  for (const statement of parseSource('script.js', code).program.body as readonly Node[])
    for (const name of declaredBy(statement)) variables.set(name, statement.end ?? 0);
  return variables;
}

function declaredBy(statement: Node): readonly string[] {
  if (statement.type === 'ExportNamedDeclaration' && statement.declaration != null)
    return declaredBy(statement.declaration);
  if (statement.type === 'ImportDeclaration') return statement.specifiers.map(({ local }) => local.name);
  const names: string[] = [];
  if (statement.type === 'VariableDeclaration') for (const { id } of statement.declarations) collectNames(id, names);
  return names;
}
