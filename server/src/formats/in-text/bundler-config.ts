import { NO_ALIASES, type ImportAliases } from '../../model/index.js';
import type { AliasFormat } from '../format.js';
import { CodeTokens, type CodeToken } from './support/code-tokens.js';

const FILE_NAME =
  /^(?:(?:vite|vitest|webpack|rspack|rsbuild|rollup|astro|svelte|nuxt|next|electron\.vite|babel|metro|craco|jest|snowpack|farm|quasar)\.config(?:\.[\w-]+)?\.[cm]?[jt]s|webpack(?:\.[\w-]+)*\.[cm]?[jt]s|vue\.config\.[cm]?js|\.babelrc(?:\.c?js|\.json)?)$/;

/** Properties whose objects give names to files. Jest's are regular expressions, of which the plain beginning counts. */
const NAMING: ReadonlySet<string> = new Set(['alias', 'aliases', 'moduleNameMapper', 'extensionAlias']);

/** What of a regular expression stands for itself, at its beginning. */
const PLAIN_START = /^\^?((?:[\w@~#/-]|\\[/.])+\$?)/;

/**
 * Settings of bundlers, read as text: the names in an object `alias`, or in a list of `{ find, replacement }`. What is put together
 * by code is not seen.
 */
export const bundlerConfig: AliasFormat = Object.freeze({
  id: 'bundler-config',
  matches: (fileName) => FILE_NAME.test(fileName),
  read: (text) => (/alias|moduleNameMapper/.test(text) ? new AliasReader(text).read() : NO_ALIASES),
} satisfies AliasFormat);

class AliasReader {
  readonly #text: string;
  readonly #tokens: CodeTokens;
  readonly #names = new Set<string>();

  constructor(text: string) {
    this.#text = text;
    this.#tokens = new CodeTokens(text, false);
  }

  read(): ImportAliases {
    for (let token = this.#tokens.next(); token.kind !== 'end'; token = this.#tokens.next()) {
      if (!NAMING.has(this.#nameOf(token))) continue;
      const separator = this.#textOf(this.#tokens.next());
      if (separator === ':' || separator === '=') this.#readNames();
    }
    return { ...NO_ALIASES, patterns: [...this.#names] };
  }

  #readNames(): void {
    const opening = this.#textOf(this.#tokens.next());
    if (opening === '{') this.#readKeys();
    if (opening === '[') this.#readFinds();
  }

  /** At the first level of an object: behind a colon stands a value, up to the comma. */
  #readKeys(): void {
    let depth = 1;
    let key: CodeToken | undefined;
    let isExpected = true;
    for (let token = this.#tokens.next(); depth > 0 && token.kind !== 'end'; token = this.#tokens.next()) {
      const text = this.#textOf(token);
      if (key !== undefined && this.#endsKey(key, text)) this.#add(this.#nameOf(key));
      key = isExpected ? token : undefined;
      depth += this.#nesting(text);
      isExpected = depth === 1 && text === ',';
    }
  }

  /** What `find` says in the objects of a list. */
  #readFinds(): void {
    let depth = 1;
    let before: readonly string[] = [];
    for (let token = this.#tokens.next(); depth > 0 && token.kind !== 'end'; token = this.#tokens.next()) {
      if (before.join('') === 'find:') this.#add(this.#valueOf(token));
      before = [...before.slice(-1), this.#nameOf(token) || this.#textOf(token)];
      depth += this.#nesting(this.#textOf(token));
    }
  }

  /** A name alone stands for itself. */
  #endsKey({ kind }: CodeToken, text: string): boolean {
    return text === ':' || (kind === 'word' && (text === ',' || text === '}'));
  }

  /** A string, or the inside of a regular expression. */
  #valueOf({ start, end }: CodeToken): string {
    return this.#text.slice(start, end).replace(/^["'/]|["']$|\/\w*$/g, '');
  }

  #nesting(text: string): number {
    if (text === '{' || text === '[' || text === '(') return 1;
    return text === '}' || text === ']' || text === ')' ? -1 : 0;
  }

  #add(name: string): void {
    const plain = PLAIN_START.exec(name)?.[1]?.replace(/\\(.)/g, '$1');
    if (plain !== undefined) this.#names.add(plain.replace(/\/$/, '/*'));
  }

  #nameOf(token: CodeToken): string {
    if (token.kind === 'string') return this.#text.slice(token.start + 1, token.end - 1);
    return token.kind === 'word' ? this.#textOf(token) : '';
  }

  #textOf({ start, end }: CodeToken): string {
    return this.#text.slice(start, end);
  }
}
