import type {
  FactTypes,
  FindingDraft,
  KnownRegistries,
  ManagerPolicy,
  OrganisationRules,
  Outcome,
  Question,
  Subject,
} from '../model/index.js';

/** What a rule sees. Every needed fact is there as an outcome: unknown ones say why. */
export interface RuleInput<Q extends Question> {
  readonly subject: Subject;
  readonly facts: { readonly [K in Q]: Outcome<FactTypes[K]> };
  /** Where the project's packages may come from, as its configuration says. */
  readonly registries: KnownRegistries;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How long a version has to be out to count as settled. */
  readonly cooldownHours: number;
  /** What the package manager that governs the project has been told; undefined where there is none. */
  readonly manager?: ManagerPolicy;
  /** What the machine's settings say for all projects; undefined where they say nothing. */
  readonly organisation?: OrganisationRules;
}

/**
 * One kind of risk signal. Pure: the same input gives the same findings.
 * The file name, the id, the doc page `docs/rules/<id>.md` and the test share one name.
 */
export interface Rule<Q extends Question = never> {
  readonly id: string;
  /** A noun phrase for lists: `Name of a removed malicious package`. */
  readonly title: string;
  /** The facts it cannot do without. Where one is unknown, coverage says so and `find` must not guess. */
  readonly needs: readonly Q[];
  find(input: RuleInput<Q>): readonly FindingDraft[];
}

/** A rule of any needs, as the registry of rules holds it. */
export type AnyRule = Rule<Question>;

/** Types `find` by what the rule `needs`. */
export function defineRule<const Q extends Question>(rule: Rule<Q>): AnyRule {
  return rule;
}
