import { isLevel, type Level } from '../../model/index.js';
import type { Report } from '../report.js';
import type { SourceRoot } from '../support/source-root.js';
import { jsonText } from '../support/terminal.js';
import { toldFindings, type ToldFinding } from '../told-findings.js';

const VERSION = 1;

/** A finding that the team had when it began to look, and means to get rid of some day. */
export interface BaselineEntry {
  /** See `ToldFinding.identity`. */
  readonly fingerprint: string;
  readonly rule: string;
  /** `name@version`; for people, as is the level's own word. */
  readonly package: string;
  /** Known up to this level. */
  readonly level: Level;
  /** The manifest it was found through, below the root. */
  readonly project: string;
}

export type Baseline = readonly BaselineEntry[];

/** @param text of a baseline file; a sentence where it is none: what is left out of one would be told as new without a word */
export function readBaseline(text: string): { readonly entries: Baseline } | { readonly problem: string } {
  const document = parsed(text.replace(/^\uFEFF/, ''));
  if (document?.version !== VERSION || !Array.isArray(document.findings)) {
    return { problem: `it is no baseline of version ${VERSION}.` };
  }
  const found: readonly unknown[] = document.findings;
  const entries = found.filter(isEntry);
  return entries.length === found.length
    ? { entries }
    : { problem: `entry ${found.findIndex((one) => !isEntry(one)) + 1} of its findings cannot be read.` };
}

/**
 * All that stands in a report and may be known, as the text of a file. The order depends on nothing but the findings, so that
 * two of them can be compared.
 *
 * @param mayBeKnown of a rule: whether a baseline can hold its findings at all
 */
export function baselineText(report: Report, root: SourceRoot, mayBeKnown: (rule: string) => boolean): string {
  const entries = toldFindings(report, root)
    .filter(({ finding, accepted }) => accepted === undefined && mayBeKnown(finding.rule))
    .map(entryOf);
  const findings = [...new Map(entries.map((entry) => [sortKey(entry), entry])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, entry]) => entry);
  return jsonText({ version: VERSION, findings });
}

function entryOf({ finding, identity, subject, project }: ToldFinding): BaselineEntry {
  return { fingerprint: identity, rule: finding.rule, package: subject, level: finding.level, project };
}

function sortKey({ project, package: subject, rule, fingerprint }: BaselineEntry): string {
  return [project, subject, rule, fingerprint].join('\0');
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is BaselineEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { fingerprint, rule, package: subject, level, project } = value as Readonly<Record<string, unknown>>;
  return [fingerprint, rule, subject, project].every((one) => typeof one === 'string') && isLevel(level);
}
