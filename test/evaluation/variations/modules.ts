import ts from 'typescript';
import { mainOf, manifestOf, mapScripts, scriptsOf, withManifest, type PackageTree } from '../package-tree.js';
import { applyEdits, isModuleSyntax, parseScript, type SourceEdit } from './support/source-edits.js';
import type { Variation } from './variation.js';

/** CommonJS as ES modules: `require` at the top becomes `import`, `exports` becomes `export`. */
export const asModules: Variation = {
  name: 'as ES modules',
  vary(tree) {
    if (manifestOf(tree)?.type === 'module' || mainOf(tree)?.endsWith('.cjs') === true) return undefined;
    const own = [...scriptsOf(tree)].filter(([file]) => !file.endsWith('.mjs'));
    if (own.some(([, text]) => toModule(text) === undefined)) return undefined;
    const changed = mapScripts(tree, (text, file) => (file.endsWith('.mjs') ? undefined : toModule(text)));
    return changed && withManifest(changed, { type: 'module' });
  },
};

function toModule(text: string): string | undefined {
  const file = parseScript(text);
  if (file === undefined || isModuleSyntax(file) || /module\._|require\.(?:main|cache)/.test(text)) return undefined;
  const edits = file.statements.flatMap((statement) => statementEdits(statement, file));
  const body = applyEdits(text, edits);
  if (/\bmodule\.exports|\bexports\./.test(body)) return undefined;
  const helpers = [
    ...(/\brequire\(/.test(body)
      ? ["import { createRequire } from 'node:module';", 'const require = createRequire(import.meta.url);']
      : []),
    ...(body.includes('__dirname') ? ['const __dirname = import.meta.dirname;'] : []),
    ...(body.includes('__filename') ? ['const __filename = import.meta.filename;'] : []),
  ];
  const converted = `${helpers.join('\n')}\n${body}`;
  return parseScript(converted) === undefined ? undefined : converted;
}

function statementEdits(statement: ts.Statement, file: ts.SourceFile): readonly SourceEdit[] {
  const replace = (text: string): readonly SourceEdit[] => [
    { start: statement.getStart(file), end: statement.end, text },
  ];
  if (ts.isVariableStatement(statement)) {
    const imports = statement.declarationList.declarations.map((declaration) => importOf(declaration, file));
    return imports.every((one) => one !== undefined) ? replace(imports.join('\n')) : [];
  }
  if (!ts.isExpressionStatement(statement)) return [];
  const { expression } = statement;
  const loaded = requiredName(expression);
  if (loaded !== undefined) return replace(`import '${withExtension(loaded)}';`);
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return [];
  const target = expression.left.getText(file);
  const value = expression.right.getText(file);
  if (target === 'module.exports') return replace(`export default ${value};`);
  const name = /^(?:module\.)?exports\.([A-Za-z_$][\w$]*)$/.exec(target)?.[1];
  return name === undefined ? [] : replace(`export const ${name} = ${value};`);
}

function requiredName(node: ts.Node | undefined): string | undefined {
  if (node === undefined || !ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const [argument] = node.arguments;
  if (node.expression.text !== 'require' || argument === undefined || !ts.isStringLiteral(argument)) return undefined;
  return argument.text;
}

function importOf({ name, initializer }: ts.VariableDeclaration, file: ts.SourceFile): string | undefined {
  const required = requiredName(initializer);
  if (required === undefined) return undefined;
  const from = `'${withExtension(required)}'`;
  if (ts.isIdentifier(name)) return `import ${name.text} from ${from};`;
  if (!ts.isObjectBindingPattern(name)) return undefined;
  const names = name.elements.map((element) => {
    const own = element.name.getText(file);
    return element.propertyName === undefined ? own : `${element.propertyName.getText(file)} as ${own}`;
  });
  return `import { ${names.join(', ')} } from ${from};`;
}

function withExtension(specifier: string): string {
  return specifier.startsWith('.') && !/\.[a-z]+$/.test(specifier) ? `${specifier}.js` : specifier;
}

/** As TypeScript: annotated parameters and variables, files named `.ts`, entries that name them. */
export const asTypeScript: Variation = {
  name: 'as TypeScript',
  vary(tree) {
    const changed = new Map<string, Buffer>();
    let any = false;
    for (const [file, bytes] of tree) {
      const typed = file.endsWith('.js') ? annotated(bytes.toString('utf8')) : undefined;
      any ||= typed !== undefined;
      if (typed === undefined) changed.set(file, bytes);
      else changed.set(file.replace(/\.js$/, '.ts'), Buffer.from(typed));
    }
    return any ? pointedAtTypeScript(changed) : undefined;
  },
};

function pointedAtTypeScript(tree: PackageTree): PackageTree {
  const isThere = (file: string): boolean => tree.has(file.replace(/^\.\//, ''));
  const text = tree.get('package.json')?.toString('utf8') ?? '{}';
  const renamed = text.replace(/(\.{0,2}[\w./-]+)\.js\b/g, (whole, base: string) =>
    isThere(`${base}.ts`) ? `${base}.ts` : whole,
  );
  const { main } = JSON.parse(renamed) as { readonly main?: string };
  const pointed = new Map(tree).set('package.json', Buffer.from(renamed));
  return main === undefined && tree.has('index.ts') ? withManifest(pointed, { main: 'index.ts' }) : pointed;
}

function annotated(text: string): string | undefined {
  const file = parseScript(text);
  if (file === undefined || text.startsWith('#!')) return undefined;
  const edits: SourceEdit[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (ts.isParameter(node) && node.dotDotDotToken === undefined && !isBareArrowParameter(node, file)) {
      edits.push({ start: node.name.end, end: node.name.end, text: ': any' });
    }
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && !ts.isForOfStatement(node.parent.parent)) {
      if (!ts.isForInStatement(node.parent.parent))
        edits.push({ start: node.name.end, end: node.name.end, text: ': any' });
    }
  };
  visit(file);
  const header = 'type Anything = unknown;\ninterface Options { readonly [name: string]: Anything }\n';
  return header + applyEdits(text, edits);
}

/** `x => …`: an annotation needs parentheses that are not there. */
function isBareArrowParameter({ parent }: ts.ParameterDeclaration, file: ts.SourceFile): boolean {
  return (
    ts.isArrowFunction(parent) &&
    !parent
      .getText(file)
      .replace(/^async\s*/, '')
      .startsWith('(')
  );
}
