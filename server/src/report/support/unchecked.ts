import { inEnglish, phrase, type Coverage, type Question, type Words } from '../../model/index.js';

/** One question that stayed open, for all packages together. */
export interface OpenQuestion {
  readonly question: Question;
  /** Packages it was not answered for. */
  readonly packages: number;
  /** The most frequent first. Where several packages share one, `NAME` stands for theirs. */
  readonly reasons: readonly {
    readonly reason: string;
    /** The same, for whoever says it in another language. */
    readonly words: Words;
    readonly packages: number;
  }[];
}

const NO_REASON = phrase('No reason is known.');

interface Unchecked {
  readonly name: string;
  readonly unchecked: readonly Coverage[];
}

/** Sums up per question, in the order in which the questions first appear. */
export function sumUpQuestions(packages: readonly Unchecked[]): readonly OpenQuestion[] {
  const byQuestion = new Map<Question, Map<string, Counted>>();
  for (const { name, unchecked } of packages) {
    for (const { question, reason: given, wording } of unchecked) {
      const said = wording ?? given ?? NO_REASON;
      const reason = given ?? inEnglish(said);
      const reasons = byQuestion.get(question) ?? new Map<string, Counted>();
      byQuestion.set(question, reasons);
      const shared = withoutName(reason, name);
      const known = reasons.get(shared);
      if (known === undefined) reasons.set(shared, { first: reason, words: said, name, packages: 1 });
      else known.packages += 1;
    }
  }
  return [...byQuestion].map(([question, byReason]) => {
    const reasons = [...byReason].map(([shared, { first, words, name, packages: times }]) => {
      const isOne = times === 1;
      return { reason: isOne ? first : shared, words: isOne ? words : sharedBy(words, name), packages: times };
    });
    reasons.sort((a, b) => b.packages - a.packages || (a.reason < b.reason ? -1 : 1));
    return { question, packages: reasons.reduce((sum, { packages: times }) => sum + times, 0), reasons };
  });
}

interface Counted {
  readonly first: string;
  readonly words: Words;
  /** Of the first package. */
  readonly name: string;
  packages: number;
}

function sharedBy(words: Words, name: string): Words {
  if (typeof words === 'string') return withoutName(words, name);
  const values = Object.entries(words.values).map(
    ([key, value]) => [key, typeof value === 'number' ? value : sharedBy(value, name)] as const,
  );
  return { template: words.template, values: Object.fromEntries(values) };
}

/** The same trouble with many packages is one trouble. */
function withoutName(reason: string, name: string): string {
  return reason
    .split(' ')
    .map((word) => (word === name ? 'NAME' : word))
    .join(' ');
}
