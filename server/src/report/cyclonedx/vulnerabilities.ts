import { Vulnerability as Enums } from '@cyclonedx/cyclonedx-library/Enums';
import { Property, Vulnerability as Models, type BomRef } from '@cyclonedx/cyclonedx-library/Models';
import { inEnglish, type Evidence, type Finding, type Level } from '../../model/index.js';
import { ruleDocsUrl } from '../../model/rule-docs.js';
import type { HookReport } from '../hook-report.js';
import type { PackageReport } from '../package-report.js';
import { webAddress } from '../support/markdown.js';
import { plainText } from '../support/plain-text.js';
import type { ToldFinding } from '../told-findings.js';

const MAX_TEXT = 1000;

const SEVERITIES: Readonly<Record<Level, Enums.Severity>> = Object.freeze({
  critical: Enums.Severity.Critical,
  high: Enums.Severity.High,
  medium: Enums.Severity.Medium,
  low: Enums.Severity.Low,
  none: Enums.Severity.None,
});

/** Every finding as a vulnerability; a published flaw is one, however many packages have it. */
export function vulnerabilitiesOf(
  all: readonly ToldFinding[],
  refOf: (one: PackageReport | HookReport) => BomRef | undefined,
): Iterable<Models.Vulnerability> {
  const known = new Map<string, Models.Vulnerability>();
  for (const told of all) {
    const { finding, identity, about } = told;
    const advisory = finding.rule === 'known-vulnerability' ? advisoryIn(finding) : undefined;
    // What the team has accepted of one package says nothing of another.
    const key = advisory === undefined || told.accepted !== undefined ? identity : advisory;
    const vulnerability = known.get(key) ?? vulnerabilityOf(told, advisory);
    known.set(key, vulnerability);
    const ref = refOf('package' in about ? about.package : about.hook);
    if (ref !== undefined) vulnerability.affects.add(affectOf(ref, told));
  }
  return known.values();
}

function vulnerabilityOf(
  { finding, identity, accepted, known }: ToldFinding,
  advisory: string | undefined,
): Models.Vulnerability {
  const { rule, level, message, evidence } = finding;
  const own = new Models.Source({ name: 'Package Risk', url: ruleDocsUrl(rule) });
  const vulnerability = new Models.Vulnerability({
    bomRef: `finding:${identity}`,
    id: plainText(advisory ?? rule),
    source: advisory === undefined ? own : sourceOf(advisory, evidence),
    description: plainText(message, MAX_TEXT),
    ...(accepted !== undefined && {
      analysis: new Models.Analysis({ detail: plainText(inEnglish(accepted.reason), MAX_TEXT) }),
    }),
  });
  vulnerability.ratings.add(
    new Models.Rating({ source: own, severity: SEVERITIES[level], method: Enums.RatingMethod.Other }),
  );
  for (const cwe of weaknessesIn(evidence)) vulnerability.cwes.add(cwe);
  for (const url of new Set(evidence.flatMap(({ url = '' }) => webAddress(url) ?? []))) {
    vulnerability.advisories.add(new Models.Advisory(url));
  }
  vulnerability.properties.add(new Property('package-risk:rule', rule));
  if (accepted !== undefined)
    vulnerability.properties.add(new Property('package-risk:accepted', accepted.expires ?? 'yes'));
  if (known !== undefined) vulnerability.properties.add(new Property('package-risk:known', known));
  return vulnerability;
}

function affectOf(ref: BomRef, { about }: ToldFinding): Models.Affect {
  const affect = new Models.Affect(ref);
  const version = 'package' in about ? about.package.version : undefined;
  if (version !== undefined) {
    affect.versions.add(new Models.AffectedSingleVersion(plainText(version), { status: Enums.AffectStatus.Affected }));
  }
  return affect;
}

/** The id that a published flaw is best known by. */
function advisoryIn({ hints, evidence }: Finding): string | undefined {
  return hints?.advisories?.[0] ?? evidence.find(({ kind }) => kind === 'advisory')?.field;
}

function sourceOf(advisory: string, evidence: readonly Evidence[]): Models.Source {
  const url = webAddress(evidence.find(({ field }) => field === advisory)?.url ?? evidence[0]?.url ?? '');
  const name = advisory.startsWith('GHSA-') ? 'GitHub Advisories' : advisory.startsWith('CVE-') ? 'CVE' : 'OSV';
  return new Models.Source({ name, ...(url !== undefined && { url }) });
}

function weaknessesIn(evidence: readonly Evidence[]): ReadonlySet<number> {
  const texts = evidence.filter(({ kind }) => kind === 'advisory').map(({ value = '' }) => value);
  const found = texts.flatMap((text) => [...text.matchAll(/\bCWE-([1-9]\d{0,4})\b/g)].map(([, id]) => Number(id)));
  return new Set(found);
}
