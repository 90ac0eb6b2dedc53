import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A text of several words that stands in the code, and goes to nobody who would say it in another language. */
export interface Prose {
  /** Relative to the folder, with `/`. */
  readonly file: string;
  readonly line: number;
  /** What is put into it is `{}`. */
  readonly text: string;
}

/** Two words beside each other, or one beside what is put in. */
const WORDS = /(?:^|[\s("'“])(?:[A-Za-z][a-z’']+[,:;]? (?:\{\}|[A-Za-z][a-z]+)|\{\} [a-z]{2,})(?![\w@/.=-])/;

/** Of HTML only what stands between the tags is read by anybody, and the program is called so in every language. */
const LEFT_OUT = /<[^<>]*>|Package Risk(?:: )?/g;

/** What is handed to these is read by nobody, or by whoever reads the log, which is English. */
const LOGS = /(?:^|[.#])(?:trace|debug|info|warn|error|attempt|answer)$/;
const LOOKS = /\.(?:includes|startsWith|endsWith|split|indexOf|test|querySelector(?:All)?)$/;

/** Properties: the title of a rule stands in reports for pipelines, and what is answered in the log. */
const UNREAD: readonly (readonly [name: string, callee: RegExp])[] = [
  ['title', /^define\w*Rule$/],
  ['what', /^answer$/],
];

/** All of it in the code below a folder. */
export function proseBelow(folder: string): readonly Prose[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) =>
    proseIn(readFileSync(path.join(folder, file), 'utf8')).map((one) => ({ file: file.replaceAll('\\', '/'), ...one })),
  );
}

export function proseIn(code: string): readonly Omit<Prose, 'file'>[] {
  const source = ts.createSourceFile('code.ts', code, ts.ScriptTarget.Latest, true);
  const found: Omit<Prose, 'file'>[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    const text = textOf(node);
    if (text !== undefined && WORDS.test(text.replace(LEFT_OUT, '  ')) && !isUnread(node)) {
      found.push({ line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Whether a property's object is an argument of such a function. */
function isGivenTo(property: ts.PropertyAssignment, name: RegExp): boolean {
  const call = property.parent.parent;
  return ts.isCallExpression(call) && name.test(call.expression.getText());
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
}

/** A key of translations, a word for the log, something that is looked for, an error that nobody is shown. */
function isUnread(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isNewExpression(parent)) return /Error$|^RegExp$/.test(parent.expression.getText());
  if (ts.isTaggedTemplateExpression(parent)) return true;
  if (ts.isPropertyAssignment(parent))
    return UNREAD.some(([name, callee]) => parent.name.getText() === name && isGivenTo(parent, callee));
  if (!ts.isCallExpression(parent)) return false;
  const callee = parent.expression.getText();
  return /^(?:t|phrase|super)$|\.t$/.test(callee) || LOGS.test(callee) || LOOKS.test(callee);
}
