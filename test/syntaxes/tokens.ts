import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createRegistry } from 'vscode-tmgrammar-test/dist/common/index.js';
import { type AnnotatedLine, getVSCodeTokens } from 'vscode-tmgrammar-test/dist/snapshot/index.js';

export const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

interface Grammar {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo?: string[];
}

const JSON_GRAMMAR: Grammar = { scopeName: 'source.json', path: 'test/fixtures/grammars/JSON.tmLanguage.json' };

/** The grammars that package.json contributes. */
function contributed(): readonly Grammar[] {
  const manifest: unknown = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  return (manifest as { contributes: { grammars: readonly Grammar[] } }).contributes.grammars;
}

export type Tokenise = (text: string) => Promise<readonly AnnotatedLine[]>;

/** @param injected whether the extension's own grammars are there */
export function tokeniser(scope: string, { injected = true } = {}): Tokenise {
  const grammars = [JSON_GRAMMAR, ...(injected ? contributed() : [])];
  const registry = createRegistry(grammars.map((grammar) => ({ ...grammar, path: path.join(ROOT, grammar.path) })));
  return (text) => getVSCodeTokens(registry, scope, text);
}
