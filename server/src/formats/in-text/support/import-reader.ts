import type { ImportMention } from '../../../model/index.js';
import { CodeTokens, type CodeToken } from './code-tokens.js';

type How = ImportMention['how'];

/** What may come next; undefined: what was begun is no import, and the token may begin another. */
type Step = (token: CodeToken) => Step | undefined;

/** Nothing in a text without one of these is an import. */
const IMPORTING = /\b(?:import|export|require)\b/;

const SHORTEST = 'import'.length;
const LONGEST = 'require'.length;

/** Longer ones are data. */
const MAX_SPECIFIER_LENGTH = 400;

/** The modules that code asks for by a written name, in the order of the text. Takes any text and never throws. */
export function readImports(text: string, hasJsx: boolean): readonly ImportMention[] {
  return IMPORTING.test(text) ? new ImportReader(text).read(new CodeTokens(text, hasJsx)) : [];
}

/** One pass over the tokens: each step knows what it waits for. */
class ImportReader {
  readonly #text: string;
  readonly #found: ImportMention[] = [];
  #before = '';

  constructor(text: string) {
    this.#text = text;
  }

  read(tokens: CodeTokens): readonly ImportMention[] {
    let step: Step = this.#start;
    for (;;) {
      const token = tokens.next();
      step = step(token) ?? this.#start(token);
      if (token.kind === 'end') return this.#found;
      this.#before = token.kind === 'punctuator' ? this.#textOf(token) : '';
    }
  }

  readonly #start = (token: CodeToken): Step => {
    const length = token.end - token.start;
    if (token.kind !== 'word' || length < SHORTEST || length > LONGEST || this.#before === '.') return this.#start;
    const word = this.#textOf(token);
    if (word === 'import') return this.#behindImport;
    if (word === 'export') return this.#behindExport;
    return word === 'require' ? this.#behindRequire : this.#start;
  };

  readonly #behindImport = (token: CodeToken): Step | undefined => {
    if (token.kind === 'string') return this.#note(token, 'import');
    switch (this.#textOf(token)) {
      case '(':
        return this.#argument('dynamic');
      case '.':
        return this.#behindMeta;
      case 'type':
        return this.#behindType;
      default:
        return this.#clause('import')(token);
    }
  };

  /** `import type, {a} from`, `import type from`: a default import that is called so. */
  readonly #behindType = (token: CodeToken): Step | undefined => {
    const text = this.#textOf(token);
    return this.#clause(text === ',' || text === 'from' ? 'import' : 'type')(token);
  };

  /** `import.meta.resolve('x')` */
  readonly #behindMeta = (token: CodeToken): Step | undefined => {
    const text = this.#textOf(token);
    if (text === 'resolve') return this.#opening('require');
    return text === 'meta' || text === '.' ? this.#behindMeta : undefined;
  };

  readonly #behindExport = (token: CodeToken): Step | undefined => {
    switch (this.#textOf(token)) {
      case 'import':
        return this.#behindImport;
      case 'type':
        return (next) => (this.#isOneOf(next, '{', '*') ? this.#clause('type')(next) : undefined);
      case '{':
      case '*':
        return this.#clause('import');
      default:
        return undefined;
    }
  };

  readonly #behindRequire = (token: CodeToken): Step | undefined => {
    const text = this.#textOf(token);
    if (text === '(') return this.#argument('require');
    if (text !== '.') return undefined;
    return (next) => (this.#textOf(next) === 'resolve' ? this.#opening('require') : undefined);
  };

  #opening(how: How): Step {
    return (token) => (this.#textOf(token) === '(' ? this.#argument(how) : undefined);
  }

  /** One string and nothing that is added to it. */
  #argument(how: How): Step {
    return (token) => {
      if (token.kind !== 'string') return undefined;
      return (next) => (next.kind === 'end' || this.#isOneOf(next, ')', ',') ? this.#note(token, how) : undefined);
    };
  }

  /** What is imported, up to `from`. */
  #clause(how: How): Step {
    const step: Step = (token) => {
      if (token.kind === 'string') return step;
      const text = this.#textOf(token);
      if (token.kind === 'punctuator') return ['{', '}', ',', '*'].includes(text) ? step : undefined;
      if (token.kind !== 'word' || text === 'import' || text === 'export') return undefined;
      return text === 'from' ? this.#source(how, step) : step;
    };
    return step;
  }

  /** `from` may also be the name of what is imported. */
  #source(how: How, otherwise: Step): Step {
    return (token) => (token.kind === 'string' ? this.#note(token, how) : otherwise(token));
  }

  #note({ start, end }: CodeToken, how: How): Step {
    const span = { start: start + 1, end: end - 1 };
    const specifier = this.#text.slice(span.start, span.end);
    // With escapes in it, it is another name than what is written.
    const isPlain = specifier !== '' && specifier.length <= MAX_SPECIFIER_LENGTH && !/[\\\n\r]/.test(specifier);
    if (isPlain) this.#found.push({ kind: 'import', specifier, how, span });
    return this.#start;
  }

  #isOneOf(token: CodeToken, ...texts: readonly string[]): boolean {
    return texts.includes(this.#textOf(token));
  }

  #textOf({ kind, start, end }: CodeToken): string {
    return kind === 'word' || kind === 'punctuator' ? this.#text.slice(start, end) : '';
  }
}
