import type { AcceptedFinding, Subject } from './assessment.js';
import { judgedVersion } from './assessment.js';
import type { Finding } from './finding.js';
import { ignoredElsewhere } from './ignored-advisory.js';
import { compareLevels } from './level.js';
import type { IgnoredAdvisory } from './manager-policy.js';
import { leastLevelOf } from './organisation.js';
import { packageId } from './package-ref.js';
import { distinctWords, phrase, type Words } from './phrase.js';
import { UNSILENCEABLE_RULES, type Acceptance, type Policy } from './policy.js';

export interface PolicyInput {
  readonly findings: readonly Finding[];
  /** What acceptances bind to: see `acceptanceId`. */
  readonly package: string;
  /** The real package name. */
  readonly name: string;
  /** Undefined where no version is judged. */
  readonly version?: string;
  /** Of the bytes that are or will be installed, where it is known. */
  readonly integrity?: string;
  readonly policy: Policy;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
}

export interface PolicyVerdict {
  /** What still stands, in the order given, with the policy's levels. */
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  /** Where an entry of the policy looks as if it applied and does not, in sentences. */
  readonly notices: readonly Words[];
}

/** What became of one finding: it stands, it is accepted, or (neither) its rule is off. */
interface Fate {
  readonly finding?: Finding;
  readonly accepted?: AcceptedFinding;
  readonly notices: readonly Words[];
}

/** Applies what the team has decided: levels first, then allowed packages, then accepted findings. */
export function applyPolicy(input: PolicyInput): PolicyVerdict {
  const fates = input.findings.map((finding) =>
    isUntouchable(finding.rule, input.policy)
      ? untouchable(atLeast(finding, input.policy), input)
      : decide(finding, input),
  );
  return {
    findings: fates.flatMap((fate) => fate.finding ?? []),
    accepted: fates.flatMap((fate) => fate.accepted ?? []),
    notices: distinctWords(fates.flatMap((fate) => fate.notices)),
  };
}

/**
 * What an acceptance of a finding about this subject binds to: `name@version`. Where no version is judged, what is
 * declared, or locked, stands in its place (`left-pad@git+https://…`), so that a changed one is judged anew.
 * Of a hook of the repository, the digest of all that it reaches. Undefined where there is nothing of the kind.
 */
export function acceptanceId(subject: Subject): string | undefined {
  const version = judgedVersion(subject) ?? subject.dependency?.raw ?? subject.locked?.resolved ?? subject.hook?.digest;
  return version === undefined || version === '' ? undefined : packageId({ name: subject.name, version });
}

/** Nobody's project can silence what is certain harm, or what the organisation has spoken of. */
function isUntouchable(rule: string, { organisation }: Policy): boolean {
  return UNSILENCEABLE_RULES.includes(rule) || leastLevelOf(organisation, rule) !== undefined;
}

function atLeast(finding: Finding, { organisation }: Policy): Finding {
  const least = leastLevelOf(organisation, finding.rule);
  return least !== undefined && compareLevels(least, finding.level) > 0 ? { ...finding, level: least } : finding;
}

function decide(finding: Finding, input: PolicyInput): Fate {
  const override = overrideFor(finding.rule, input.policy);
  if (override === 'off' || override === 'none') return { notices: [] };
  const graded = override === undefined ? finding : { ...finding, level: override };
  const allowed = input.policy.allow.find((entry) => entry.package === input.name || entry.package === input.package);
  if (allowed !== undefined) return { accepted: { finding: graded, reason: allowed.reason }, notices: [] };
  const objections: Words[] = [];
  for (const acceptance of acceptancesFor(finding, input)) {
    const objection = objectionTo(acceptance, input);
    const { reason, expires } = acceptance;
    if (objection === undefined) return { accepted: { finding: graded, reason, expires }, notices: [] };
    objections.push(objection);
  }
  const { version, today, policy } = input;
  const elsewhere = ignoredElsewhere(finding, policy.ignored ?? [], { name: input.name, version, today });
  if (elsewhere.by !== undefined) return { accepted: acceptedElsewhere(graded, elsewhere.by), notices: objections };
  objections.push(...elsewhere.notices);
  return { finding: graded, notices: objections };
}

function acceptedElsewhere(finding: Finding, { reason, until, file }: IgnoredAdvisory): AcceptedFinding {
  return {
    finding,
    reason: reason ?? phrase('No reason is given.'),
    file,
    ...(until !== undefined && { expires: until }),
  };
}

/** A project may take such a finding more seriously, never less. */
function untouchable(finding: Finding, input: PolicyInput): Fate {
  const override = overrideFor(finding.rule, input.policy);
  const raises = override !== undefined && override !== 'off' && compareLevels(override, finding.level) >= 0;
  const silenced =
    (override !== undefined && !raises) ||
    input.policy.allow.some((entry) => entry.package === input.name || entry.package === input.package) ||
    acceptancesFor(finding, input).length > 0;
  const notice = phrase('The policy tries to silence {rule} for {package}; that is not possible.', {
    rule: finding.rule,
    package: input.package,
  });
  return { finding: raises ? { ...finding, level: override } : finding, notices: silenced ? [notice] : [] };
}

function overrideFor(rule: string, { rules }: Policy): Policy['rules'][string] | undefined {
  return Object.hasOwn(rules, rule) ? rules[rule] : undefined;
}

function acceptancesFor(finding: Finding, input: PolicyInput): readonly Acceptance[] {
  return input.policy.accept.filter((entry) => entry.rule === finding.rule && entry.package === input.package);
}

/** Why an acceptance that names this package and rule does not hold; undefined where it does. */
function objectionTo(acceptance: Acceptance, { integrity, today }: PolicyInput): Words | undefined {
  const what = { rule: acceptance.rule, package: acceptance.package };
  // Days in this form compare as text.
  if (acceptance.expires < today) {
    return phrase('The acceptance of {rule} for {package} expired on {day}.', { ...what, day: acceptance.expires });
  }
  if (acceptance.integrity === undefined) return undefined;
  if (integrity === undefined) {
    return phrase(
      'The acceptance of {rule} for {package} holds for known bytes only, and the integrity of these is not known.',
      what,
    );
  }
  return denotesSameBytes(acceptance.integrity, integrity)
    ? undefined
    : phrase('The acceptance of {rule} for {package} is for other bytes than these.', what);
}

/** Strongest first. SHA-1 can be forged and so never speaks for bytes. */
const STRONG_ALGORITHMS = ['sha512', 'sha384', 'sha256'] as const;

/** An installer trusts any hash of the strongest algorithm in `actual`: so all of these have to be accepted ones. */
function denotesSameBytes(accepted: string, actual: string): boolean {
  const known = new Set(hashesIn(accepted));
  const hashes = hashesIn(actual);
  const strongest = STRONG_ALGORITHMS.find((algorithm) => hashes.some((hash) => hash.startsWith(`${algorithm}-`)));
  if (strongest === undefined) return false;
  return hashes.filter((hash) => hash.startsWith(`${strongest}-`)).every((hash) => known.has(hash));
}

/** The hashes of an SRI string, without their options. */
function hashesIn(integrity: string): readonly string[] {
  return integrity
    .split(/\s+/)
    .map((part) => part.replace(/\?.*$/, ''))
    .filter((part) => part !== '');
}
