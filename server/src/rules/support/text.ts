import {
  eitherOf,
  inEnglish,
  judgedVersion,
  phrase,
  type Evidence,
  type Phrase,
  type Subject,
  type Words,
} from '../../model/index.js';

/** Longest text from outside that a message or a piece of evidence repeats; a deprecation notice can hold megabytes. */
export const LONGEST_TEXT = 300;

/** One line of at most `longest` UTF-16 units: line breaks and control characters become spaces. Nothing is escaped. */
export function shorten(text: string, longest = LONGEST_TEXT): string {
  // Four times as much is looked at, so that a text full of blanks still fills the line.
  const line = text
    .slice(0, longest * 4)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (line.length <= longest) return line;
  return `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The same of what stands in own words. */
export function shortened(words: Words, longest: number): Words {
  if (typeof words === 'string') return shorten(words, longest);
  const values = Object.entries(words.values).map(
    ([name, value]) => [name, typeof value === 'number' ? value : shortened(value, longest)] as const,
  );
  return { template: words.template, values: Object.fromEntries(values) };
}

/** The value of a piece of evidence, in own words. */
export function ownWords(wording: Phrase): Pick<Evidence, 'value' | 'wording'> {
  return { value: inEnglish(wording), wording };
}

/** `lodash 4.17.20`, or `lodash` where no version is judged; `The script postinstall` of a repository. */
export function labelOf(subject: Subject): Words {
  if (subject.hook !== undefined) return shortened(subject.hook.label, 120);
  const version = judgedVersion(subject);
  return version === undefined ? nameOf(subject) : `${nameOf(subject)} ${shorten(version, 64)}`;
}

/** npm allows 214 characters; whatever is longer never came from a registry. */
export function nameOf(subject: Subject): string {
  return shorten(subject.name, 214);
}

/** Asks behind a sentence for the names that are likely meant; nothing where there are none. */
export function askingFor(meant: readonly string[], sentence: Words): Words {
  return meant.length === 0
    ? sentence
    : phrase('{sentence}; did you mean {names}?', { sentence, names: eitherOf(meant) });
}

/** Behind a sentence about what a package does. */
export function newSinceBefore(sentence: Words): Words {
  return phrase('{sentence}, which the version before did not', { sentence });
}
