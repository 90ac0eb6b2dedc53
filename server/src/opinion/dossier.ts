import {
  judgedVersion,
  phrase,
  valueOf,
  type Assessment,
  type Evidence,
  type Finding,
  type Level,
  type Phrase,
} from '../model/index.js';
import type { DossierFact, DossierItem } from './dossier-item.js';
import { codeFacts, releaseFacts } from './package-facts.js';
import { whyNotShared } from './shareable.js';
import { EVIDENCE_ONLY_RULES, NAME_RULES, TOLD_RULES } from './told-rules.js';

/** All that a language model is shown of one package, and nothing of the project that uses it. */
export interface Dossier {
  readonly name: string;
  readonly version: string;
  /** What the analysis comes to without any model. */
  readonly level: Level;
  readonly items: readonly DossierItem[];
  /** Of the bytes, where it is known. No model is shown it. */
  readonly integrity?: string;
}

/** More than a model can weigh; what is worst comes first. */
const MAX_FINDING_ITEMS = 40;
const MAX_ITEMS = 70;

/** @param publicHosts registries of which the user has said that every name is public */
export function dossierOf(
  assessment: Assessment,
  publicHosts: readonly string[],
): Dossier | { readonly problem: Phrase } {
  if (assessment.pending) return { problem: phrase('It is still being checked: ask again when that is done.') };
  const problem = whyNotShared(assessment, publicHosts);
  if (problem !== undefined) return { problem };
  const { subject, level, findings } = assessment;
  const found = findings.filter((finding) => isTold(finding, assessment)).flatMap(itemsOf);
  const facts = [...found.slice(0, MAX_FINDING_ITEMS), ...releaseFacts(assessment), ...codeFacts(assessment)];
  const items = distinct(facts)
    .slice(0, MAX_ITEMS)
    .map((fact, index) => ({ id: `e${index + 1}`, ...fact }));
  if (items.length === 0) return { problem: phrase('Nothing is known of it that a language model could look at.') };
  const version = judgedVersion(subject) ?? '';
  const integrity = subject.locked?.integrity ?? valueOf(assessment.facts.packument)?.versions[version]?.integrity;
  return { name: subject.name, version, level, items, ...(integrity === undefined ? {} : { integrity }) };
}

/** What joins several packages of the project, or speaks of the words in which it asks for one, is the project's own matter. */
function isTold({ rule, evidence }: Finding, { subject }: Assessment): boolean {
  const key = subject.dependency?.name ?? subject.locked?.alias ?? subject.name;
  if (!TOLD_RULES.includes(rule) || (key !== subject.name && NAME_RULES.includes(rule))) return false;
  return evidence.every((one) => one.package === undefined && one.kind !== 'lockfile');
}

function itemsOf({ rule, level, message, evidence }: Finding): readonly DossierFact[] {
  const rests: readonly Evidence[] = evidence.length === 0 ? [{ kind: 'metadata' }] : evidence;
  const said = EVIDENCE_ONLY_RULES.includes(rule) ? `The rule ${rule} speaks of it.` : message;
  return rests.map((one) => ({ evidence: one, said, finding: { rule, level } }));
}

/** A place that a finding names is not told again as a mere fact. */
function distinct(facts: readonly DossierFact[]): readonly DossierFact[] {
  const seen = new Set<string>();
  return facts.filter(({ evidence: { file, line, snippet }, finding, said }) => {
    const place = file === undefined ? said : `${file}:${line ?? 0}:${snippet ?? ''}`;
    const isNew = finding !== undefined || !seen.has(place);
    seen.add(place);
    return isNew;
  });
}
