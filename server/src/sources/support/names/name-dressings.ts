import { phrase, type Phrase } from '../../../model/index.js';

/** A way to read a name as another one with something beside it that says nothing. */
export interface Dressing {
  /** What is left without it. */
  readonly name: string;
  /** For the reader, with the dressed name as its subject: `adds "-js"`. */
  readonly how: Phrase;
}

/**
 * Words that promise the thing itself, or another issue of it, and nothing of one's own. From the removed names of
 * `server/data/malware-names.csv` (`axios.js`, `chart.js-latest`, `chokidar-next`, `express-v4`, `chalk-node`,
 * `colors-beta`); `-utils`, `-helper`, `-cli` and the like are left out, because most who name a package so have added
 * what the name says.
 */
const EMPTY_WORDS =
  'js|node|nodejs|npm|pkg|package|lib|library|module|official|original|real|new|fixed|latest|legacy|next|beta|dev|updated?|v?\\d{1,2}';

const BEHIND = new RegExp(`^(.+)([-_.](?:${EMPTY_WORDS}))$`);
const BEFORE = new RegExp(`^((?:${EMPTY_WORDS})[-_.])(.+)$`);
/** Without a separator only what nothing else ends with. */
const GROWN_ON = /^(.+[^-_.])(js|npm)$/;

/** What owners of scopes are called, and what those are called who would like to be taken for them. */
const SCOPE_WORDS = 'js|org|io|dev|hq|team|official|core|lib|libs|npm|packages|project';
const DRESSED_SCOPE = new RegExp(`^@(.+?)[-_.]?(?:${SCOPE_WORDS})/(.+)$`);
const OWN_SCOPE = /^@([^/]+)\/\1$/;

/** All ways to take off one such word, or a scope that repeats the name. Names that nobody has are among them. */
export function dressingsOf(name: string): readonly Dressing[] {
  return name.startsWith('@') ? scopeDressings(name) : wordDressings(name);
}

function wordDressings(name: string): readonly Dressing[] {
  const [, bare, word] = BEHIND.exec(name) ?? [];
  const [, wordBefore, rest] = BEFORE.exec(name) ?? [];
  const [, stem, ending] = GROWN_ON.exec(name) ?? [];
  return [dressing(bare, word), dressing(rest, wordBefore), dressing(stem, ending)].flatMap((one) => one ?? []);
}

function dressing(name: string | undefined, word: string | undefined): Dressing | undefined {
  return name === undefined || word === undefined ? undefined : { name, how: phrase('adds "{text}"', { text: word }) };
}

function scopeDressings(name: string): readonly Dressing[] {
  const [, scope, base] = DRESSED_SCOPE.exec(name) ?? [];
  const [, repeated] = OWN_SCOPE.exec(name) ?? [];
  return [
    ...(scope === undefined || base === undefined
      ? []
      : [
          {
            name: `@${scope}/${base}`,
            how: phrase('has {written} for {meant}', { written: name.slice(0, name.indexOf('/')), meant: `@${scope}` }),
          },
        ]),
    ...(repeated === undefined ? [] : [{ name: repeated, how: phrase('stands in a scope of the same name') }]),
  ];
}
