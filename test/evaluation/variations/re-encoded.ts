import ts from 'typescript';
import { mapScripts } from '../package-tree.js';
import { applyEdits, editsOf, isStringExpression, parseScript, rewrite } from './support/source-edits.js';
import type { Variation } from './variation.js';

/** Shorter strings say nothing. */
const MIN_LENGTH = 3;

/** UTF-16 code units, as JavaScript counts them. */
function unitsOf(text: string): readonly number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}

function textOf(node: ts.Node): string | undefined {
  return isStringExpression(node) && node.text.length >= MIN_LENGTH ? node.text : undefined;
}

/** Every string in another form. A space before it, as `return"x"` is legal and `returnBuffer` is something else. */
function eachString(name: string, encode: (text: string) => string): Variation {
  return {
    name,
    vary: (tree) =>
      mapScripts(tree, (text) =>
        rewrite(text, (node) => {
          const found = textOf(node);
          return found === undefined ? undefined : ` ${encode(found)}`;
        }),
      ),
  };
}

const KEY = 0x2b;

export const base64Strings = eachString('strings in base64', (text) => {
  return `Buffer.from(${JSON.stringify(Buffer.from(text).toString('base64'))}, 'base64').toString('utf8')`;
});

export const hexStrings = eachString('strings in hex', (text) => {
  return `Buffer.from(${JSON.stringify(Buffer.from(text).toString('hex'))}, 'hex').toString()`;
});

export const charCodes = eachString('strings as character codes', (text) => {
  return `String.fromCharCode(${unitsOf(text).join(', ')})`;
});

export const reversedStrings = eachString('strings reversed', (text) => {
  return `${JSON.stringify(text.split('').reverse().join(''))}.split('').reverse().join('')`;
});

export const splitStrings = eachString('strings split', (text) => {
  const middle = Math.ceil(text.length / 2);
  return `(${JSON.stringify(text.slice(0, middle))} + ${JSON.stringify(text.slice(middle))})`;
});

export const escapedStrings = eachString('strings escaped', (text) => {
  return `'${unitsOf(text)
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('')}'`;
});

/** A decoder of one's own, written into each file. */
export const xorStrings: Variation = {
  name: 'strings xored',
  vary: (tree) =>
    mapScripts(tree, (text) => {
      const changed = rewrite(text, (node) => {
        const found = textOf(node);
        if (found === undefined) return undefined;
        return ` unmask([${[...unitsOf(found)].map((unit) => unit ^ KEY).join(', ')}])`;
      });
      const decoder = `function unmask(a) { let s = ''; for (let i = 0; i < a.length; i++) s += String.fromCharCode(a[i] ^ ${KEY}); return s; }`;
      return changed === undefined ? undefined : behindPrologue(changed, decoder);
    }),
};

/** All strings in one array, reached through a function that shifts the index. */
export const stringTable: Variation = {
  name: 'strings in a table',
  vary: (tree) =>
    mapScripts(tree, (text) => {
      const table: string[] = [];
      const edits = editsOf(text, (node) => {
        const found = textOf(node);
        return found === undefined ? undefined : ` word(0x${(table.push(found) + 99).toString(16)})`;
      });
      if (edits === undefined || edits.length === 0) return undefined;
      const code = `const words = ${JSON.stringify(table)}; function word(i) { return words[i - 100]; }`;
      return behindPrologue(applyEdits(text, edits), code);
    }),
};

/** Members by computed names in two halves: `fs['read' + 'File']`. */
export const computedMembers: Variation = {
  name: 'members by computed names',
  vary: (tree) =>
    mapScripts(tree, (text) => {
      const file = parseScript(text);
      if (file === undefined) return undefined;
      const edits: { start: number; end: number; text: string }[] = [];
      const visit = (node: ts.Node): void => {
        ts.forEachChild(node, visit);
        if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.name)) return;
        if (node.expression.kind === ts.SyntaxKind.SuperKeyword || ts.isMetaProperty(node.expression)) return;
        const name = node.name.text;
        const middle = Math.ceil(name.length / 2);
        const key = `['${name.slice(0, middle)}' + '${name.slice(middle)}']`;
        const optional = node.questionDotToken === undefined ? '' : '?.';
        edits.push({ start: node.expression.end, end: node.end, text: optional + key });
      };
      visit(file);
      return edits.length === 0 ? undefined : applyEdits(text, edits);
    }),
};

/** Where helpers may stand: behind a hashbang, directives and imports. */
export function behindPrologue(text: string, code: string): string {
  const file = parseScript(text);
  if (file === undefined) return text;
  const isPrologue = (statement: ts.Statement): boolean =>
    ts.isImportDeclaration(statement) ||
    (ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression));
  const last = file.statements.findLastIndex(isPrologue);
  const at = file.statements[last]?.end ?? file.statements[0]?.getStart(file) ?? 0;
  return `${text.slice(0, at)}\n${code}\n${text.slice(at)}`;
}
