import ts from 'typescript';

/** A stretch of a script and what is to stand there. */
export interface SourceEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Undefined for what is no whole JavaScript: it is left alone. */
export function parseScript(text: string): ts.SourceFile | undefined {
  const file = ts.createSourceFile('script.js', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const { parseDiagnostics } = file as unknown as { readonly parseDiagnostics: readonly unknown[] };
  return parseDiagnostics.length === 0 ? file : undefined;
}

/** Edits must not overlap, unless one lies wholly inside another: then the outer one counts. */
export function applyEdits(text: string, edits: readonly SourceEdit[]): string {
  let result = text;
  let from = Infinity;
  const lastFirst = [...edits].sort((a, b) => b.end - a.end || a.start - b.start);
  for (const { start, end, text: replacement } of lastFirst) {
    if (end > from) continue;
    result = result.slice(0, start) + replacement + result.slice(end);
    from = start;
  }
  return result;
}

/** Edits of every node for which `edit` has one; what is inside such a node is not looked into. */
export function editsOf(
  text: string,
  edit: (node: ts.Node, file: ts.SourceFile) => string | undefined,
): readonly SourceEdit[] | undefined {
  const file = parseScript(text);
  if (file === undefined) return undefined;
  const edits: SourceEdit[] = [];
  const visit = (node: ts.Node): void => {
    const replacement = edit(node, file);
    if (replacement === undefined) ts.forEachChild(node, visit);
    else edits.push({ start: node.getStart(file), end: node.end, text: replacement });
  };
  visit(file);
  return edits;
}

/** The text with the edits; undefined where there are none, or where it is no JavaScript any more afterwards. */
export function rewrite(
  text: string,
  edit: (node: ts.Node, file: ts.SourceFile) => string | undefined,
): string | undefined {
  const edits = editsOf(text, edit);
  if (edits === undefined || edits.length === 0) return undefined;
  const changed = applyEdits(text, edits);
  return parseScript(changed) === undefined ? undefined : changed;
}

/** A string in a place where any expression could stand; property names, directives and import specifiers are none. */
export function isStringExpression(node: ts.Node): node is ts.StringLiteral | ts.NoSubstitutionTemplateLiteral {
  if (!ts.isStringLiteral(node) && !ts.isNoSubstitutionTemplateLiteral(node)) return false;
  const { parent } = node;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isTaggedTemplateExpression(parent)) {
    return false;
  }
  if (ts.isExpressionStatement(parent)) return false;
  return !(isNamed(parent) && parent.name === node) && !ts.isImportAttribute(parent);
}

function isNamed(node: ts.Node): node is ts.Node & { readonly name: ts.Node } {
  return 'name' in node;
}

/** The package's module system as the file's own syntax tells it. */
export function isModuleSyntax(file: ts.SourceFile): boolean {
  return file.statements.some(
    (statement) =>
      ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) || ts.isExportAssignment(statement),
  );
}
