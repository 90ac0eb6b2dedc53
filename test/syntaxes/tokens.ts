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

/** VS Code's own. */
const BELOW: readonly Grammar[] = [
  { scopeName: 'source.json', path: 'test/fixtures/grammars/JSON.tmLanguage.json' },
  { scopeName: 'source.yaml', path: 'test/fixtures/grammars/YAML.tmLanguage.json' },
  { scopeName: 'source.yaml.1.2', path: 'test/fixtures/grammars/YAML-1.2.tmLanguage.json' },
  // They are named by the others, and nothing here is in them.
  ...['source.yaml.1.3', 'source.yaml.1.1', 'source.yaml.1.0', 'source.yaml.embedded'].map((scopeName) => ({
    scopeName,
    path: 'test/fixtures/grammars/nothing.tmLanguage.json',
  })),
];

/** The grammars that package.json contributes. */
function contributed(): readonly Grammar[] {
  const manifest: unknown = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  return (manifest as { contributes: { grammars: readonly Grammar[] } }).contributes.grammars;
}

export type Tokenise = (text: string) => Promise<readonly AnnotatedLine[]>;

/** @param injected whether the extension's own grammars are there */
export function tokeniser(scope: string, { injected = true } = {}): Tokenise {
  const grammars = [...BELOW, ...(injected ? contributed() : [])];
  const registry = createRegistry(grammars.map((grammar) => ({ ...grammar, path: path.join(ROOT, grammar.path) })));
  return (text) => getVSCodeTokens(registry, scope, text);
}
