import type { Assessment, Outcome, Packument, Subject } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import type { SourceSet } from '../sources/source.js';
import { assess, type Judgement } from './assess.js';
import type { JudgeScope, Project } from './engine.js';
import type { FactStore } from './fact-store.js';
import { knownPackages } from './known-packages.js';
import { LineVerdicts } from './line-verdicts.js';
import { ProjectLinks, type LinkMemory } from './linking/project-links.js';
import type { CurrentSubjects } from './lookups.js';
import { PerPolicy } from './per-policy.js';
import { isUnanswered, knownFacts } from './questions.js';
import { directSubjects } from './subjects.js';
import type { KnownFacts } from './verdicts.js';

/** Judges what the lines of a manifest name, by what is in memory. */
export class LineJudging {
  readonly #store: FactStore;
  readonly #clock: Clock;
  readonly #memory: LinkMemory = new WeakMap();
  readonly #said = new PerPolicy(() => new LineVerdicts());

  constructor(store: FactStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Which packages the lines mean, by what is known at the time of the call. */
  subjects(project: Project, sources: SourceSet, scope: JudgeScope): CurrentSubjects {
    return () => (scope === 'locked' ? [] : directSubjects(project, packumentIn(sources, this.#store), this.#clock()));
  }

  judge(
    project: Project,
    subjects: readonly Subject[],
    sources: SourceSet,
    judgement: Judgement,
  ): readonly Assessment[] {
    const links = this.links(project, subjects, sources);
    return this.#said.under(judgement, sources).judge(subjects, {
      known: (subject) => withLinks(subject, knownFacts(subject, sources, this.#store), links),
      assess: (subject, { facts, pending }) =>
        assess(subject, facts, pending, isUnanswered(facts) ? { ...judgement, rules: [] } : judgement),
      now: judgement.now,
    });
  }

  links(project: Project, lines: readonly Subject[], sources: SourceSet): ProjectLinks {
    return new ProjectLinks(project, lines, knownPackages(sources, this.#store), this.#memory);
  }

  forget(): void {
    this.#said.forget();
  }
}

/** What is in memory of the registry's documents. */
export function packumentIn(sources: SourceSet, store: FactStore): (name: string) => Outcome<Packument> | undefined {
  return (name) => store.recall(sources.packument, { name })?.outcome;
}

/** What a package does only together with others of the project stands among what it does. */
function withLinks(subject: Subject, known: KnownFacts, links: ProjectLinks): KnownFacts {
  const { artifact } = known.facts;
  if (artifact?.status !== 'ok') return known;
  const value = links.linked(subject, artifact.value);
  return value === artifact.value ? known : { ...known, facts: { ...known.facts, artifact: { ...artifact, value } } };
}
