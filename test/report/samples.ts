import {
  ok,
  worstLevel,
  type Assessment,
  type Coverage,
  type Dependency,
  type Facts,
  type Finding,
  type Level,
  type Outcome,
  type Question,
  type Remedy,
  type Subject,
} from '../../server/src/model/index.js';
import type { Judged } from '../../server/src/report/package-report.js';

/** The day on which everything in these samples happens: 2026-08-22, noon. */
export const NOW = Date.UTC(2026, 7, 22, 12);

export function finding(rule: string, level: Level, message: string, more: Partial<Finding> = {}): Finding {
  return { rule, level, message, evidence: [], fingerprint: `${rule}|${message}`, target: 'name', ...more };
}

export function remedy(title: string, more: Partial<Remedy> = {}): Remedy {
  return { kind: 'upgrade', title, rules: [], changes: [], preferred: true, ...more };
}

export function declared(name: string, raw: string): Dependency {
  const span = { start: 0, end: 1 };
  const specifier = { kind: 'range', name, range: raw, alias: false } as const;
  const path = ['dependencies', name];
  return { name, section: 'dependencies', raw, specifier, path, span, nameSpan: span, specifierSpan: span };
}

/** A manifest line that is locked at `version`; without one, no version can be judged. */
export function direct(name: string, raw: string, version?: string): Subject {
  return {
    name,
    resolution: version === undefined ? { from: 'nowhere', because: 'name-not-found' } : { from: 'lockfile', version },
    direct: true,
    dependency: declared(name, raw),
    paths: [],
  };
}

export function transitive(name: string, version: string, ...paths: readonly (readonly string[])[]): Subject {
  return { name, resolution: { from: 'lockfile', version }, direct: false, paths };
}

export interface Sample {
  readonly subject: Subject;
  readonly findings?: readonly Finding[];
  readonly accepted?: Assessment['accepted'];
  readonly facts?: Facts;
  readonly pending?: boolean;
}

export function assessment({ subject, findings = [], accepted = [], facts = {}, pending = false }: Sample): Assessment {
  const level = worstLevel(findings.map((one) => one.level));
  return { subject, level, findings, accepted, coverage: coverage(facts), facts, pending };
}

/** As the engine words it. */
function coverage(facts: Facts): readonly Coverage[] {
  return (Object.entries(facts) as [Question, Outcome<unknown>][]).map(([question, outcome]): Coverage => {
    if ('asOf' in outcome) return { question, status: 'answered', asOf: outcome.asOf, stale: outcome.stale };
    const status = outcome.status === 'failed' ? 'unknown' : 'skipped';
    return { question, status, reason: outcome.message };
  });
}

export function judged(sample: Sample, ...remedies: readonly Remedy[]): Judged {
  return { assessment: assessment(sample), remedies };
}

/** The answer of a source that knows of nothing bad. */
export const NOTHING_KNOWN: Facts = {
  intelligence: ok({ malware: [], advisories: [], origin: 'offline data of 2026-08-20' }, NOW),
};
