import assert from 'node:assert/strict';
import {
  inEnglish,
  type Evidence,
  type FindingDraft,
  type ManagerPolicy,
  type OrganisationRules,
  type Subject,
  type Words,
} from '../../../server/src/model/index.js';
import type { AnyRule } from '../../../server/src/rules/rule.js';
import { EXAMPLE_REGISTRY, facts, NOW, type FactsGiven } from '../../support/subjects.js';

/** What the settings give when nobody has changed them. */
export const COOLDOWN_HOURS = 72;

/** What was drafted, as it is said on the command line, and what every other language makes of. */
export type SaidDraft = FindingDraft & {
  readonly message: string;
  readonly words: Words;
  /** What of the evidence is in own words. */
  readonly ownWords: readonly Words[];
};

/** What a rule says of a subject at `NOW`; facts that are not given are unknown. */
export function draftsOf(
  rule: AnyRule,
  subject: Subject,
  given: FactsGiven = {},
  cooldownHours = COOLDOWN_HOURS,
  registries = EXAMPLE_REGISTRY,
  manager?: ManagerPolicy,
  organisation?: OrganisationRules,
): readonly SaidDraft[] {
  const drafts = rule.find({
    subject,
    facts: facts(given),
    registries,
    now: NOW,
    cooldownHours,
    manager,
    organisation,
  });
  return drafts.map((draft) => ({
    ...draft,
    message: inEnglish(draft.message),
    evidence: draft.evidence.map(withoutWording),
    words: draft.message,
    ownWords: draft.evidence.flatMap(({ wording = [] }) => wording),
  }));
}

function withoutWording({ wording, ...evidence }: Evidence): Evidence {
  if (wording !== undefined) assert.equal(evidence.value, inEnglish(wording));
  return evidence;
}

/** The one finding that is expected; its absence or company fails the test. */
export function onlyDraft(drafts: readonly SaidDraft[]): SaidDraft {
  const [first, ...others] = drafts;
  if (first === undefined || others.length > 0) throw new Error(`expected one finding, got ${drafts.length}`);
  return first;
}
