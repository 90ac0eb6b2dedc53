import { isPackageName } from './package-name.js';
import { CORE_MODULES } from './core-modules.js';

/** Notices are one or two sentences; a longer text is read this far only. */
const LONGEST_NOTICE = 1000;

/** More than these is a list of ideas, not a successor. */
const MOST_SUCCESSORS = 3;

/**
 * Words that announce a successor. `clear`: what follows must look like a package name by itself (scoped, quoted, with
 * a hyphen, or as a link to its npm page). `any`: the words leave no doubt, so a plain word counts as well.
 * "Upgrade to" and "update to" are not among them: they announce versions, or another package's new version.
 */
const ANNOUNCEMENTS: readonly { readonly words: RegExp; readonly accepts: 'clear' | 'any' }[] = [
  { words: /\brenamed (?:to|as)\s+/gi, accepts: 'any' },
  { words: /\bnpm (?:i|install|add)\s+(?:--?[\w-]+\s+)*/gi, accepts: 'any' },
  { words: /\b(?:use|using|try|install|prefer|consider)\s+/gi, accepts: 'clear' },
  {
    words: /\b(?:moved?|migrat(?:e|ed|ing)(?: your \w+)?|switch(?:ed|ing)?|chang(?:e|ed)) (?:over )?to\s+/gi,
    accepts: 'clear',
  },
  { words: /\b(?:replaced|superseded|succeeded) (?:by|with)\s+/gi, accepts: 'clear' },
  { words: /\breplace (?:it |this |\S{1,100} )?with\s+/gi, accepts: 'clear' },
  { words: /\bin favou?r of\s+/gi, accepts: 'clear' },
  {
    words:
      /\b(?:(?:is )?now (?:published|available|lives?|maintained|found)(?: as| at| in| under)?|is now|merged into)\s+/gi,
    accepts: 'clear',
  },
];

/** What may stand between the announcement and the name. */
const FILLER =
  /^(?:(?:the|our|its|to)\s+)?(?:(?:new|newer|official|scoped)\s+)?(?:(?:npm\s+)?(?:package|module|library)\s+)?/i;

const QUOTED = /^[`'"“‘]([^`'"”’\s]{1,220})[`'"”’]/;
const MARKDOWN_LINK = /^\[[`'"]?([^\]`'"\s]{1,220})[`'"]?\]/;
const NPM_PAGE = /^<?https?:\/\/(?:www\.)?(?:npmjs\.com\/package|npm\.im)\/([^\s)>\]"']{1,220})/i;
const WORD = /^[^\s`'"“‘”’()[\]<>,;]{1,220}/;

/** What ends a name that is a plain part of the sentence: "use foo-bar instead", but not "use built-in fetch". */
const SENTENCE_GOES_ON =
  /^(?:[.,;:!)?'"`]|\s*$|[ \t]*\r?\n|\s+(?:instead|package|module|library|plugin|loader|for|as|if|from|now|and|or|to|which|in)\b|\s*[(–—])/i;
/** "Use uuid module instead": the noun says that the plain word before it is a package. */
const NOUN_FOLLOWS = /^\s+(?:package|module|library)\b/i;
/** "don't recommend using x", "do not use x". */
const NEGATED = /(?:\bnot|n't|\bnever|\bstop|\bcannot|\bwithout)\s+(?:\w+\s+)?$/i;

/** Plain or hyphenated words of notices that are packages too, but never meant as such; and parts of the platform. */
const NEVER_MEANT: ReadonlySet<string> = new Set([
  ...CORE_MODULES,
  ...['fetch', 'native', 'promise', 'promises', 'intl', 'array', 'string', 'object', 'map', 'set', 'import', 'require'],
  ...['it', 'this', 'that', 'them', 'a', 'an', 'the', 'any', 'your', 'another', 'other', 'others', 'one', 'something'],
  ...[
    'npm',
    'npx',
    'yarn',
    'pnpm',
    'node',
    'nodejs',
    'node.js',
    'github',
    'gitlab',
    'latest',
    'next',
    'core',
    'built-in',
  ],
  ...['built-ins', 'up-to-date', 'third-party', 'open-source', 'well-maintained', 'drop-in', 'in-house', 'read-only'],
  ...['es-next', 'non-deprecated', 'cross-platform', 'first-party', 'end-of-life', 'long-term', 'alternatives'],
]);

/**
 * The packages that a deprecation notice names as successors of `name`, best first; empty where it names none, or
 * where it is not plain that a word is a package. The notice is written by whoever holds the package: a suggestion
 * has to be judged like any other package before it is offered.
 */
export function deprecationSuccessors(name: string, notice: string): readonly string[] {
  const text = notice.slice(0, LONGEST_NOTICE);
  const found = [
    ...ANNOUNCEMENTS.flatMap(({ words, accepts }) => announced(text, words, accepts)),
    ...successorNouns(text),
  ];
  return [...new Set(found)].filter((successor) => successor !== name).slice(0, MOST_SUCCESSORS);
}

function announced(text: string, words: RegExp, accepts: 'clear' | 'any'): readonly string[] {
  return [...text.matchAll(words)].flatMap((match) => {
    if (NEGATED.test(text.slice(0, match.index))) return [];
    const rest = text.slice(match.index + match[0].length).replace(FILLER, '');
    const first = nameAtStart(rest, accepts);
    if (first === undefined) return [];
    const second = /^\s+or\s+/i.exec(first.rest);
    const other = second === null ? undefined : nameAtStart(first.rest.slice(second[0].length), 'clear');
    return other === undefined ? [first.name] : [first.name, other.name];
  });
}

/** "CircularJSON is in maintenance only, flatted is its successor." */
function successorNouns(text: string): readonly string[] {
  const match = /([^\s,;]{1,220}) is (?:its|the) (?:official )?successor\b/i.exec(text);
  const name = match?.[1]?.replace(/^[`'"]|[`'"]$/g, '');
  return name !== undefined && isMeant(name) ? [name] : [];
}

interface Named {
  readonly name: string;
  /** The text behind it. */
  readonly rest: string;
}

function nameAtStart(text: string, accepts: 'clear' | 'any'): Named | undefined {
  for (const marked of [QUOTED, MARKDOWN_LINK, NPM_PAGE]) {
    const match = marked.exec(text);
    if (match !== null) return named(match[1] ?? '', text.slice(match[0].length));
  }
  const word = WORD.exec(text)?.[0] ?? '';
  const bare = word.replace(/[.:!?]+$/, '');
  const rest = text.slice(bare.length);
  const candidate = named(bare, rest) ?? properName(bare, rest);
  return candidate !== undefined && isClear(candidate, bare, accepts) ? candidate : undefined;
}

function isClear(candidate: Named, bare: string, accepts: 'clear' | 'any'): boolean {
  if (bare.startsWith('@') || candidate.name !== bare.replace(VERSION_SUFFIX, '')) return true;
  if (NOUN_FOLLOWS.test(candidate.rest)) return true;
  return (accepts === 'any' || bare.includes('-')) && SENTENCE_GOES_ON.test(candidate.rest);
}

/** `uuid@8`, `@hapi/joi@latest`. */
const VERSION_SUFFIX = /(?<=.)@[^@/]*$/;

function named(text: string, rest: string): Named | undefined {
  const name = text.replace(VERSION_SUFFIX, '').replace(/[/.]+$/, '');
  return isMeant(name) ? { name, rest } : undefined;
}

function isMeant(name: string): boolean {
  return isPackageName(name) && !NEVER_MEANT.has(name) && !looksLikeVersion(name) && !looksLikeHost(name);
}

/** `v9.0.0`, `2.x`, `1` are versions, though npm would accept them as names. */
function looksLikeVersion(text: string): boolean {
  return /^v?\d+(?:\.[\dx*]+)*(?:[.+-].*)?$/i.test(text);
}

/** `nodejs.org`, `eslint.org`: addresses, unlike `socket.io` and `chart.js`. */
function looksLikeHost(text: string): boolean {
  return /\.(?:com|org|net|dev|app)$/i.test(text);
}

/**
 * "in favor of ESLint.": a product's name with capitals inside stands for its package in small letters. One capital at
 * the start ("Promises") or capitals alone ("WHATWG") are no names of packages.
 */
function properName(bare: string, rest: string): Named | undefined {
  const isProduct =
    /^[A-Z][A-Za-z]*$/.test(bare) && (bare.match(/[A-Z]/g)?.length ?? 0) >= 2 && /[a-z].*[a-z]/.test(bare);
  if (!isProduct || !/^(?:\.(?:\s|$)|\s*$|\s+instead\b)/i.test(rest)) return undefined;
  return named(bare.toLowerCase(), rest);
}
