import type { Assessment, Dependency, Subject } from '../model/index.js';
import { isStillTrue, type JudgeParts, type Kept } from './verdicts.js';

/** Some large manifests. What half-typed lines were said to be goes first, as it is judged no more. */
const MAX_KEPT = 2000;

/**
 * Verdicts on the lines of manifests, under one policy and one set of sources: all are judged again on every keystroke, and
 * nearly all are what they were, somewhere else in the text.
 */
export class LineVerdicts {
  readonly #kept = new Map<string, Kept>();

  judge(subjects: readonly Subject[], parts: Omit<JudgeParts, 'breathe' | 'signal'>): readonly Assessment[] {
    return subjects.map((subject) => {
      const key = keyOf(subject);
      const known = parts.known(subject);
      const before = this.#kept.get(key);
      const kept = isStillTrue(before, known, parts.now)
        ? before
        : { assessment: parts.assess(subject, known), judgedAt: parts.now };
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      this.#dropOldest();
      return { ...kept.assessment, subject };
    });
  }

  #dropOldest(): void {
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}

/** All that the subject says, places in texts aside: no rule looks at those. */
function keyOf({ dependency, catalog, ...rest }: Subject): string {
  const line = dependency && words(dependency);
  return JSON.stringify([rest, line, catalog && { ...catalog, line: words(catalog.line) }]);
}

function words(dependency: Dependency): object {
  return { ...dependency, span: undefined, nameSpan: undefined, specifierSpan: undefined };
}
