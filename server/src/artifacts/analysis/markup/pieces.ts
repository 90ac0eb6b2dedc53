import type { Braces } from './braces.js';
import { attributesOf, nextTag, withoutEntities, type Tag } from './tags.js';

/** What scripts are written in that are read. */
export type ScriptLanguage = 'js' | 'ts' | 'tsx';

/** Scripts of other types hold data. JSX is what `text/babel` is there for. */
const CODE_TYPE =
  /^(?:|module|text\/(?:babel|jsx)|(?:text|application)\/(?:(?:x-)?(?:java|ecma|live)script|typescript))(?:;.*)?$/i;
const LANGUAGES: Readonly<Record<string, ScriptLanguage>> = {
  ...{ '': 'js', js: 'js', javascript: 'js', jsx: 'js', babel: 'js', module: 'js' },
  ...{ ts: 'ts', typescript: 'ts', tsx: 'tsx' },
};
const HANDLER = /^(?:on[a-z]{2,40}|[@:]?on:[a-z]+)$/;
/** Attributes whose value a browser goes to. */
const ADDRESS = /^(?:href|xlink:href|src|action|formaction|data)$/;
const SCRIPT_ADDRESS = /^\s*javascript:/i;

/** Code that stands in a text, from one offset to another; entities are read already. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly code: string;
  /** It has a scope of its own. */
  readonly isHandler: boolean;
  /** Undefined where it is none that is read. */
  readonly language: ScriptLanguage | undefined;
}

/** What makes sense of scripts. */
export interface ScriptReader {
  /** Gives a piece as JavaScript in as many lines; undefined where it is no code: a template. */
  read(code: string, language: ScriptLanguage): string | undefined;
  /** Of a script that was read. */
  outlineOf(code: string): ScriptOutline;
}

export interface ScriptVariable {
  /** Behind the statement that declares it. */
  readonly end: number;
  /** In Vue: whether its value is in it (`ref`), or is it. */
  readonly kind: 'ref' | 'plain' | undefined;
}

export interface ScriptOutline {
  readonly variables: ReadonlyMap<string, ScriptVariable>;
  /** Where the options of a component of Vue begin: `export default { … }`. */
  readonly component: number | undefined;
}

/** Code that stands in the place of something in a text. */
export interface Part {
  readonly start: number;
  readonly end: number;
  /** What it begins with. */
  readonly opening: '{' | ';';
  readonly code: string;
}

/** What a tag brings along. */
export interface Tagged {
  readonly tag: Tag;
  readonly handlers: readonly Piece[];
  readonly script: Piece | undefined;
}

/** All tags of a text. @param braces of a component: what stands in them is no tag */
export function* tagsWithCode(text: string, braces: Braces | undefined): Generator<Tagged> {
  for (let tag = nextTag(text, 0, braces); tag !== undefined;) {
    const script = tag.name === 'script' || tag.name.endsWith(':script') ? scriptIn(text, tag) : undefined;
    yield { tag, handlers: [...handlersOf(text, tag)], script };
    tag = nextTag(text, Math.max(tag.after, script?.end ?? 0), braces);
  }
}

function* handlersOf(text: string, tag: Tag): Generator<Piece> {
  for (const { name, value, start } of attributesOf(text, tag)) {
    const end = start + value.length;
    if (HANDLER.test(name)) yield { start, end, code: withoutEntities(value), isHandler: true, language: 'js' };
    else if (ADDRESS.test(name)) {
      const address = withoutEntities(value);
      const scheme = SCRIPT_ADDRESS.exec(address)?.[0];
      if (scheme !== undefined)
        yield { start, end, code: address.slice(scheme.length), isHandler: true, language: 'js' };
    }
  }
}

const SCRIPT_END = /<\/(?:\w{1,20}:)?script\b/gi;
const CDATA = /<!\[CDATA\[|\]\]>/g;

/** What stands between a script's tags; undefined where that is data, or nothing. */
function scriptIn(text: string, tag: Tag): Piece | undefined {
  const attribute = (wanted: string): string =>
    attributesOf(text, tag).find(({ name }) => name === wanted)?.value ?? '';
  const type = attribute('type');
  const isEmpty = text.charAt(tag.end - 1) === '/';
  if (isEmpty || !CODE_TYPE.test(type.trim())) return undefined;
  SCRIPT_END.lastIndex = tag.after;
  const end = SCRIPT_END.exec(text)?.index ?? text.length;
  const inner = text.slice(tag.after, end);
  const code = inner.replace(CDATA, (mark) => ' '.repeat(mark.length));
  return { start: tag.after, end, code, isHandler: false, language: languageOf(attribute('lang'), type) };
}

function languageOf(lang: string, type: string): ScriptLanguage | undefined {
  const name = (lang === '' && /typescript/i.test(type) ? 'ts' : lang).toLowerCase();
  return Object.hasOwn(LANGUAGES, name) ? LANGUAGES[name] : undefined;
}
