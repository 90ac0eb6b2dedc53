import type { Coverage, Question } from '../../model/index.js';

/** One question that stayed open, for all packages together. */
export interface OpenQuestion {
  readonly question: Question;
  /** Packages it was not answered for. */
  readonly packages: number;
  /** The most frequent first. Where several packages share one, `NAME` stands for theirs. */
  readonly reasons: readonly { readonly reason: string; readonly packages: number }[];
}

interface Unchecked {
  readonly name: string;
  readonly unchecked: readonly Coverage[];
}

/** Sums up per question, in the order in which the questions first appear. */
export function sumUpQuestions(packages: readonly Unchecked[]): readonly OpenQuestion[] {
  const byQuestion = new Map<Question, Map<string, { readonly first: string; packages: number }>>();
  for (const { name, unchecked } of packages) {
    for (const { question, reason = 'No reason is known.' } of unchecked) {
      const reasons = byQuestion.get(question) ?? new Map<string, { readonly first: string; packages: number }>();
      byQuestion.set(question, reasons);
      const shared = withoutName(reason, name);
      const known = reasons.get(shared);
      if (known === undefined) reasons.set(shared, { first: reason, packages: 1 });
      else known.packages += 1;
    }
  }
  return [...byQuestion].map(([question, byReason]) => {
    const reasons = [...byReason].map(([shared, { first, packages: times }]) => {
      return { reason: times === 1 ? first : shared, packages: times };
    });
    reasons.sort((a, b) => b.packages - a.packages || (a.reason < b.reason ? -1 : 1));
    return { question, packages: reasons.reduce((sum, { packages: times }) => sum + times, 0), reasons };
  });
}

/** The same trouble with many packages is one trouble. */
function withoutName(reason: string, name: string): string {
  return reason
    .split(' ')
    .map((word) => (word === name ? 'NAME' : word))
    .join(' ');
}
