import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A message that is not one literal, and so can be no key. */
export const NO_LITERAL = '(no literal)';

/** Every message that code below a folder says through `t('…')`, or keeps in a `phrase('…')`: the keys of the translations. */
export function spokenMessages(folder: string): ReadonlySet<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return new Set(files.flatMap((file) => messagesIn(path.join(folder, file))));
}

function messagesIn(file: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isSaid(node.expression)) {
      const [message] = node.arguments;
      found.push(message !== undefined && ts.isStringLiteralLike(message) ? message.text : NO_LITERAL);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
}

function isSaid(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === 't' || callee.text === 'phrase';
  // `escapes.t`, but not the editor's own function, which is handed what others say.
  return ts.isPropertyAccessExpression(callee) && callee.name.text === 't' && callee.expression.getText() !== 'l10n';
}
