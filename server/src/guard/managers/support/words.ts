/** A command line's options and operands, read as the package manager itself reads them. */

export interface Vocabulary {
  /** Long options, without dashes, that take a value. */
  readonly valued: ReadonlySet<string>;
  readonly switches: ReadonlySet<string>;
  /** What a letter behind one dash stands for: the name of a long option. */
  readonly short: Readonly<Record<string, string>>;
  /** As npm's parser has it: one dash is as good as two, names can be cut short, a switch can be followed by `false`. */
  readonly lenient?: boolean;
}

export interface GivenOption {
  /** The long name; `no-save` is `save` with the value `false`. */
  readonly name: string;
  /** Undefined: it is a switch, or its value is missing. */
  readonly value?: string;
  /** As given. */
  readonly words: readonly string[];
}

export interface Given {
  readonly options: readonly GivenOption[];
  readonly operands: readonly string[];
  /** What stands behind `--`, or, for `untilOperand`, behind the first operand. */
  readonly behind: readonly string[];
  /** A sentence: something cannot be told apart from something else. */
  readonly unclear?: string;
}

interface Step {
  readonly options: readonly GivenOption[];
  readonly length: number;
  readonly unclear?: string;
}

/** @param untilOperand all behind the first operand is somebody else's */
export function readWords(given: readonly string[], vocabulary: Vocabulary, untilOperand = false): Given {
  const options: GivenOption[] = [];
  const operands: string[] = [];
  let unclear: string | undefined;
  let at = 0;
  while (at < given.length) {
    const word = given[at] ?? '';
    if (word === '--') return { options, operands, behind: given.slice(at + 1), unclear };
    if (!isOption(word)) {
      operands.push(word);
      at += 1;
      if (untilOperand) break;
      continue;
    }
    const step = optionAt(word, given[at + 1], vocabulary);
    options.push(...step.options);
    unclear ??= step.unclear;
    at += step.length;
  }
  return { options, operands, behind: given.slice(at), unclear };
}

const isOption = (word: string): boolean => word.startsWith('-') && word !== '-';

function optionAt(word: string, next: string | undefined, vocabulary: Vocabulary): Step {
  if (word.startsWith('--')) return longOption(word, word.slice(2), next, vocabulary);
  const equals = word.indexOf('=');
  const letters = word.slice(1, equals < 0 ? undefined : equals);
  const name = ownEntry(vocabulary.short, letters);
  if (name !== undefined) return longOption(word, name + (equals < 0 ? '' : word.slice(equals)), next, vocabulary);
  const several = Array.from(letters, (letter) => ownEntry(vocabulary.short, letter));
  if (equals < 0 && several.every((each) => each !== undefined && !vocabulary.valued.has(each))) {
    const options = several.map((each = '') => switchOption(each, [`--${each}`]));
    return { options, length: 1 };
  }
  if (vocabulary.lenient === true && letters.length > 1) return longOption(word, word.slice(1), next, vocabulary);
  return { options: [], length: 1, unclear: unknown(word) };
}

function longOption(word: string, text: string, next: string | undefined, vocabulary: Vocabulary): Step {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const negated = name.startsWith('no-') && isKnown(name.slice(3), vocabulary) && !isKnown(name, vocabulary);
  if (negated) return negation(word, name.slice(3), equals, vocabulary, next);
  if (equals >= 0) {
    return {
      options: [{ name, value: text.slice(equals + 1), words: [word] }],
      length: 1,
      ...abbreviation(word, name, vocabulary),
    };
  }
  if (vocabulary.valued.has(name)) return valuedOption(word, name, next);
  if (vocabulary.switches.has(name)) return knownSwitch(word, name, next, vocabulary);
  const takesNext = next !== undefined && !isOption(next);
  const doubt = takesNext ? { unclear: unknown(word) } : abbreviation(word, name, vocabulary);
  return { options: [{ name, words: [word] }], length: 1, ...doubt };
}

function valuedOption(word: string, name: string, next: string | undefined): Step {
  return next === undefined
    ? { options: [{ name, words: [word] }], length: 1 }
    : { options: [{ name, value: next, words: [word, next] }], length: 2 };
}

function knownSwitch(word: string, name: string, next: string | undefined, { lenient }: Vocabulary): Step {
  const said = lenient === true && (next === 'true' || next === 'false' || next === 'null');
  return said
    ? { options: [{ name, value: next, words: [word, next] }], length: 2 }
    : { options: [switchOption(name, [word])], length: 1 };
}

function negation(word: string, name: string, equals: number, vocabulary: Vocabulary, next: string | undefined): Step {
  const odd = equals >= 0 || (vocabulary.lenient === true && (next === 'true' || next === 'false' || next === 'null'));
  const options = [{ name, value: 'false', words: [word] }];
  return odd ? { options, length: 1, unclear: `It cannot be told what ${word} is to mean.` } : { options, length: 1 };
}

const switchOption = (name: string, words: readonly string[]): GivenOption => ({ name, words });

function abbreviation(word: string, name: string, vocabulary: Vocabulary): { readonly unclear?: string } {
  if (vocabulary.lenient !== true || isKnown(name, vocabulary)) return {};
  const plain = name.replace(/^no-/, '');
  const known = [...vocabulary.valued, ...vocabulary.switches].find((each) => each.startsWith(plain));
  return known === undefined ? {} : { unclear: `${word} may be short for --${known}: write it out.` };
}

function isKnown(name: string, { valued, switches }: Vocabulary): boolean {
  return valued.has(name) || switches.has(name);
}

const unknown = (word: string): string =>
  `The option ${word} is not known here, so it cannot be told what belongs to it: write ${word}=VALUE, or put it last.`;

function ownEntry(entries: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(entries, key) ? entries[key] : undefined;
}

/** Whether a switch is on: the last word on it counts. */
export function isOn({ options }: Given, ...names: readonly string[]): boolean {
  const last = options.filter(({ name }) => names.includes(name)).at(-1);
  return last !== undefined && last.value !== 'false';
}

/** Whether a switch was turned off. */
export function isOff({ options }: Given, name: string): boolean {
  return options.filter((option) => option.name === name).at(-1)?.value === 'false';
}

export function lastValue({ options }: Given, ...names: readonly string[]): string | undefined {
  return options.filter(({ name }) => names.includes(name)).at(-1)?.value;
}

/** A value that looks like an option stays with the one that it belongs to, whoever reads them next. */
function asWords({ name, value = '', words }: GivenOption): readonly string[] {
  return words.length > 1 && value.startsWith('-') ? [`--${name}=${value}`] : words;
}

/** The words of all options but some. */
export function wordsWithout({ options }: Given, dropped: ReadonlySet<string>): readonly string[] {
  return options.filter(({ name }) => !dropped.has(name)).flatMap(asWords);
}

/** The words of some options. */
export function wordsOf({ options }: Given, kept: ReadonlySet<string>): readonly string[] {
  return options.filter(({ name }) => kept.has(name)).flatMap(asWords);
}

export const names = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));
