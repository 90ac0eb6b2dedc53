import { compareLevels, isAtLeast, spoken, type Evidence, type Finding } from '../../model/index.js';
import type { RiskEvidence, RiskFinding, RiskPackage, RiskProject } from '../../protocol/risk-view.js';
import type { Escapes } from '../support/escapes.js';
import { findingPointer } from '../support/finding-pointer.js';
import { messageIn } from '../support/own-words.js';
import { rangeOfEvidence, rangeOfStretch, type HookAssessment, type JudgedRepository } from './judged-repository.js';

/** All of it stands in the evidence that can be copied. */
const MAX_EVIDENCE = 5;
const MAX_LABEL_LENGTH = 120;

/** What the risk view shows of a folder; undefined where nothing in it does harm. */
export function riskRepository(repository: JudgedRepository, escapes: Escapes): RiskProject | undefined {
  const { uri, hooks } = repository;
  const packages = hooks.flatMap((hook) => riskHook(hook, repository, escapes));
  if (packages.length === 0) return undefined;
  packages.sort((a, b) => compareLevels(b.level, a.level));
  return { uri, isRepository: true, judged: hooks.length, incomplete: 0, packages };
}

/** How many hooks are at medium risk or above. */
export function hooksAtRisk(repositories: readonly JudgedRepository[]): number {
  return repositories.flatMap(({ hooks }) => hooks).filter(({ level }) => isAtLeast(level, 'medium')).length;
}

function riskHook(assessment: HookAssessment, repository: JudgedRepository, escapes: Escapes): RiskPackage[] {
  const { level, subject, findings } = assessment;
  const { hook } = subject;
  if (level === 'none') return [];
  return [
    {
      ...{ name: escapes.plain(spoken(hook.label, escapes.t)), level, dev: false, uri: repository.uriOf(hook.file) },
      line: escapes.plain(subject.name),
      range: rangeOfStretch(hook.place),
      findings: findings.flatMap((finding) => riskFinding(finding, assessment, repository, escapes)),
    },
  ];
}

function riskFinding(
  finding: Finding,
  { subject }: HookAssessment,
  { uriOf }: JudgedRepository,
  escapes: Escapes,
): readonly RiskFinding[] {
  const { level, evidence } = finding;
  if (level === 'none') return [];
  return [
    {
      pointer: findingPointer(uriOf(subject.hook.file), subject, finding),
      ...{ level, message: escapes.plain(messageIn(finding, escapes.t)) },
      evidence: evidence.slice(0, MAX_EVIDENCE).map((one) => riskEvidence(one, uriOf, escapes)),
    },
  ];
}

function riskEvidence(evidence: Evidence, uriOf: JudgedRepository['uriOf'], escapes: Escapes): RiskEvidence {
  const { file, line = 1, snippet = '' } = evidence;
  const label = escapes.plain(file === undefined ? snippet : `${file}:${line}  ${snippet}`, MAX_LABEL_LENGTH);
  return file === undefined ? { label } : { label, place: { uri: uriOf(file), range: rangeOfEvidence(evidence) } };
}
