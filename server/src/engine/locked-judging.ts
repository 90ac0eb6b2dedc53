import type { Assessment, Subject } from '../model/index.js';
import type { SourceSet } from '../sources/source.js';
import { assess, type Judgement } from './assess.js';
import type { JudgeScope, Project } from './engine.js';
import type { FactStore } from './fact-store.js';
import { LockedSubjects } from './locked-subjects.js';
import { PerPolicy } from './per-policy.js';
import { knownFacts } from './questions.js';
import { Verdicts } from './verdicts.js';

/** Judges what lockfiles hold, and remembers it, as a manifest is judged again on every keystroke. */
export class LockedJudging {
  readonly #store: FactStore;
  readonly #breathe: () => Promise<void>;
  readonly #subjects = new LockedSubjects();
  readonly #verdicts = new PerPolicy(() => new Verdicts());

  constructor(store: FactStore, breathe: () => Promise<void>) {
    this.#store = store;
    this.#breathe = breathe;
  }

  subjects(project: Project, lines: readonly Subject[], scope: JudgeScope): readonly Subject[] {
    return this.#subjects.of(project, lines, scope);
  }

  /** The same, in slices. Rejects only with the signal's reason. */
  subjectsInSlices(
    project: Project,
    lines: readonly Subject[],
    scope: JudgeScope,
    signal: AbortSignal,
  ): Promise<readonly Subject[]> {
    return this.#subjects.inSlices(project, lines, scope, { breathe: this.#breathe, signal });
  }

  /**
   * What was last said, as far as something was; no rule runs, and nothing is waited for. Where nothing has been said yet the lockfile
   * is not gone through: in a large project that alone takes as long as judging the lines in view.
   */
  recall(
    project: Project,
    lines: readonly Subject[],
    scope: JudgeScope,
    judgement: Judgement,
    sources: SourceSet,
  ): { readonly recalled: readonly Assessment[]; readonly complete: boolean } {
    const verdicts = this.#verdicts.under(judgement, sources);
    const isLocked = scope !== 'direct' && (project.graph?.entries.size ?? 0) > 0;
    if (verdicts.size === 0) return { recalled: [], complete: !isLocked };
    const subjects = this.subjects(project, lines, scope);
    const recalled = verdicts.recall(subjects);
    return { recalled, complete: recalled.length === subjects.length };
  }

  /** With what is in memory, in slices. Rejects only with the signal's reason. */
  judge(
    subjects: readonly Subject[],
    sources: SourceSet,
    judgement: Judgement,
    signal: AbortSignal,
  ): Promise<readonly Assessment[]> {
    return this.#verdicts.under(judgement, sources).judge(subjects, {
      known: (subject) => knownFacts(subject, sources, this.#store),
      assess: (subject, { facts, pending }) => assess(subject, facts, pending, judgement),
      now: judgement.now,
      breathe: this.#breathe,
      signal,
    });
  }

  forget(): void {
    this.#verdicts.forget();
  }
}
