import { phrase, type NameCompound } from '../../../model/index.js';
import { MAX_NAME_LENGTH } from './name-forms.js';

/** Finds names that are put together from parts of much-used ones. */
export interface CompoundFinder {
  /** Undefined for a name that is no such thing, and for names with a scope, which have an owner. */
  compoundOf(name: string): NameCompound | undefined;
}

/** As many as a person reads. */
const MOST_MEANT = 3;

/** `ms` and `ws` are in everything. */
const FEWEST_LETTERS = 4;
/** Shorter names count where others begin with them: `vue`, `koa`. */
const FEWEST_OF_A_FAMILY = 3;

const SEPARATOR = /[-_.]/;

/**
 * Words that are names of much-used packages and that everybody uses for everything: a name put together from one of
 * these says nothing about where it came from.
 */
const EVERYBODYS_WORDS: ReadonlySet<string> = new Set(
  `access account admin alias analytics api app archive args array assert assets async auth avatar backend base bash
  batch bind body boot bot box browser bucket buffer build builder bundle button cache calendar call card cart catalog
  chain channel chart check checkout class clean cli client clone cloud cluster code color colors command common compare
  component components compress concat config connect console constants context control cookie cookies copy core count
  create crypto css csv custom data database date debug deep default deploy design detect dev device diff direct dispatch
  dist docs dom domain download draft duration email encoding engine entities env environment error errors event events
  exec export extend fast fetch field file files filter find flag flat flow font form format forms forward framework
  frontend fs function git generate generator geo get global glob graph grid group guard handler hash header health helper
  helpers hooks host html http https icons id identity image import index info init inject input install integration
  internal ip is iterator jobs js json key keys kit lab layer layout lib library light limit line link lint list loader
  local locale lock log logger login logs mail main manager map mark match math memory menu merge message messaging
  meta metrics middleware mime mixin mobile mock mode model models module monitor mount move native network next node
  normalize notification notifications npm number object open options order orders package page parse parser patch path
  payments permission permissions phone pipe platform plugin plugins policy pool port preset process profile progress
  project promise property protocol provider proxy query queue random range rate raw react-app read reader registry
  release remote render replace report reporter request require resolve resource response rest retry root route router
  rules run runner runtime safe schema scope script sdk search security select send serve server service services
  session set settings setup shared shell shop signal simple size slug socket sort source spec split stack start state
  static status storage store storybook stream string style styles support sync system table tag target task template
  templates tenant test testing text theme themes through time timers token tools trace transform tree tunnel type
  types ui unit update upload uri url user util utilities utils uuid validate validation validator value vars version
  view views wallet watch web webhook widget window with wizard worker workers workflow workspace wrap write xml yaml
  zip`.split(/\s+/),
);

interface Parts {
  readonly ranks: ReadonlyMap<string, number>;
  /** Ends of two words or more, and the names they end: `unused-imports`. */
  readonly ends: ReadonlyMap<string, readonly string[]>;
  /** The first two words of names of three or more. */
  readonly starts: ReadonlyMap<string, readonly string[]>;
  /** How many names begin with the word and go on. */
  readonly families: ReadonlyMap<string, number>;
}

/** @param names much-used names, first is rank 1. */
export function createCompoundFinder(names: readonly string[]): CompoundFinder {
  const known = new Set(names);
  let parts: Parts | undefined;
  return {
    compoundOf(name) {
      if (name.startsWith('@') || name.length > MAX_NAME_LENGTH || known.has(name)) return undefined;
      const words = wordsOf(name);
      if (words.length < 2) return undefined;
      parts ??= partsOf([...known]);
      return asEnd(parts, words) ?? joined(parts, name) ?? sameStart(parts, words) ?? extended(parts, name);
    },
  };
}

function partsOf(names: readonly string[]): Parts {
  const ranks = new Map(names.map((name, index) => [name, index + 1]));
  const ends = new Map<string, string[]>();
  const starts = new Map<string, string[]>();
  const families = new Map<string, number>();
  const add = (map: Map<string, string[]>, key: string, name: string): void => {
    map.set(key, [...(map.get(key) ?? []), name]);
  };
  for (const name of names) {
    const words = wordsOf(name);
    if (name.startsWith('@') || words.length < 2) continue;
    families.set(words[0] ?? '', (families.get(words[0] ?? '') ?? 0) + 1);
    for (let from = 1; from <= words.length - 2; from++) add(ends, words.slice(from).join('-'), name);
    if (words.length > 2) add(starts, words.slice(0, 2).join('-'), name);
  }
  return { ranks, ends, starts, families };
}

/** `unused-imports`, which is the end of `eslint-plugin-unused-imports`. */
function asEnd({ ranks, ends }: Parts, words: readonly string[]): NameCompound | undefined {
  if (words.every(isEverybodys)) return undefined;
  const whole = ends.get(words.join('-'));
  if (whole === undefined) return undefined;
  const meant = byRank(whole, ranks);
  return { how: phrase('is the end of {name}', { name: meant[0] ?? '' }), meant };
}

/** `express-mongoose`; also `react-codeshift`, for `jscodeshift`. */
function joined(parts: Parts, name: string): NameCompound | undefined {
  for (let at = 1; at < name.length - 1; at++) {
    if (!SEPARATOR.test(name[at] ?? '')) continue;
    const left = distinctName(parts, name.slice(0, at));
    const right = distinctName(parts, name.slice(at + 1));
    if (left === undefined || right === undefined || left === right) continue;
    return { how: phrase('joins {left} and {right}', { left, right }), meant: [right, left] };
  }
  return undefined;
}

function distinctName({ ranks, families }: Parts, text: string): string | undefined {
  const isShort = text.length < FEWEST_LETTERS && (families.get(text) ?? 0) < FEWEST_OF_A_FAMILY;
  if (isShort || isEverybodys(text)) return undefined;
  return [text, `js${text}`, `${text}js`, `${text}.js`].find((name) => ranks.has(name));
}

/** `react-dom-utils`, `passport-jwt-helper`: one name, and nothing but everybody's words behind it. */
function extended({ ranks }: Parts, name: string): NameCompound | undefined {
  for (let at = name.length - 2; at >= FEWEST_LETTERS; at--) {
    const base = SEPARATOR.test(name[at] ?? '') ? name.slice(0, at) : '';
    if (!ranks.has(base) || isEverybodys(base)) continue;
    const added = name.slice(at + 1);
    if (wordsOf(added).every(isEverybodys))
      return { how: phrase('adds "{text}" to {name}', { text: added, name: base }), meant: [base], isLoose: true };
  }
  return undefined;
}

/** `express-rate-shield` beside `express-rate-limit`. */
function sameStart({ ranks, starts, families }: Parts, words: readonly string[]): NameCompound | undefined {
  const [first = ''] = words;
  const others = starts.get(words.slice(0, 2).join('-'));
  const isFamily = (families.get(first) ?? 0) >= FEWEST_OF_A_FAMILY || ranks.has(first);
  if (others === undefined || words.length < 3 || !isFamily) return undefined;
  // Whole families begin with the same two words (`eslint-plugin-…`, `react-native-…`): there is nothing to tell in that.
  if (others.length > MOST_MEANT) return undefined;
  const meant = byRank(others, ranks);
  return { how: phrase('begins like {name}', { name: meant[0] ?? '' }), meant };
}

function byRank(names: readonly string[], ranks: ReadonlyMap<string, number>): readonly string[] {
  return [...names].sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0)).slice(0, MOST_MEANT);
}

function isEverybodys(word: string): boolean {
  return EVERYBODYS_WORDS.has(word);
}

function wordsOf(name: string): readonly string[] {
  return name.split(SEPARATOR).filter((word) => word !== '');
}
