import {
  acceptanceId,
  applyPolicy,
  compareLevels,
  judgedVersion,
  packageId,
  phrase,
  skipped,
  toldAs,
  worstLevel,
  type Assessment,
  type Facts,
  type Finding,
  type FindingDraft,
  type KnownRegistries,
  type Policy,
  type Question,
  type Subject,
} from '../model/index.js';
import type { AnyRule, RuleInput } from '../rules/rule.js';
import type { Scorer } from '../scoring/scorer.js';
import { coverageOf } from './coverage.js';

/** What is the same for every subject of one judgement. */
export interface Judgement {
  readonly rules: readonly AnyRule[];
  readonly scorer: Scorer;
  readonly policy: Policy;
  readonly registries: KnownRegistries;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly cooldownHours: number;
}

const NOT_ASKED = skipped('not-resolved', phrase('This was not asked.'));

/** Rules see every question as an outcome; one that was not put is unknown, never "no". */
const UNASKED: RuleInput<Question>['facts'] = Object.freeze({
  packument: NOT_ASKED,
  intelligence: NOT_ASKED,
  registryAdvisories: NOT_ASKED,
  osv: NOT_ASKED,
  popularity: NOT_ASKED,
  tarballManifest: NOT_ASKED,
  replacements: NOT_ASKED,
  downloads: NOT_ASKED,
  depsDev: NOT_ASKED,
  scorecard: NOT_ASKED,
  publicName: NOT_ASKED,
  signature: NOT_ASKED,
  attestation: NOT_ASKED,
  artifact: NOT_ASKED,
  previousArtifact: NOT_ASKED,
  addedDependencies: NOT_ASKED,
  namesake: NOT_ASKED,
  meantPackage: NOT_ASKED,
  meantDownloads: NOT_ASKED,
});

/** Facts → findings → level. Pure: the same facts on the same day give the same assessment. */
export function assess(subject: Subject, facts: Facts, pending: boolean, judgement: Judgement): Assessment {
  const input = {
    subject,
    facts: { ...UNASKED, ...facts },
    registries: judgement.registries,
    now: judgement.now,
    cooldownHours: judgement.cooldownHours,
    manager: judgement.policy.manager,
    organisation: judgement.policy.organisation,
  };
  const found = judgement.rules.flatMap((rule) => findingsOf(rule, input, judgement.scorer));
  const { findings, accepted, notices } = applyPolicy({
    findings: found,
    package: acceptanceId(subject) ?? subject.name,
    name: subject.name,
    version: judgedVersion(subject),
    integrity: subject.locked?.integrity,
    policy: judgement.policy,
    today: new Date(judgement.now).toISOString().slice(0, 'YYYY-MM-DD'.length),
  });
  const worstFirst = [...findings].sort((a, b) => compareLevels(b.level, a.level));
  return {
    subject,
    level: worstLevel(worstFirst.map((finding) => finding.level)),
    findings: worstFirst,
    accepted,
    notices,
    coverage: coverageOf(facts, subject),
    facts,
    manager: judgement.policy.manager,
    pending,
  };
}

/** `name@version`, or the bare name where no version is judged. */
export function subjectId(subject: Subject): string {
  const version = judgedVersion(subject);
  return version === undefined ? subject.name : packageId({ name: subject.name, version });
}

function findingsOf(rule: AnyRule, input: RuleInput<Question>, scorer: Scorer): readonly Finding[] {
  return rule.find(input).map((draft) => finding(rule.id, draft, input.subject, scorer));
}

function finding(rule: string, draft: FindingDraft, subject: Subject, scorer: Scorer): Finding {
  const { message, evidence, target, hints, key } = draft;
  return {
    rule,
    level: scorer.levelOf(rule, draft),
    ...toldAs(message),
    evidence,
    target,
    hints,
    fingerprint: [rule, subjectId(subject), ...(key === undefined ? [] : [key])].join('|'),
  };
}
