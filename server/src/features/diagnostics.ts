import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
} from 'vscode-languageserver';
import type { EditorSeverity, Finding, Level, SeverityByLevel } from '../model/index.js';
import { DIAGNOSTIC_SOURCE, type DiagnosticData } from '../protocol/messages.js';
import { ruleDocsUrl } from '../protocol/rule-docs.js';
import { noticeDiagnostics } from './notices.js';
import type { Escapes } from './support/escapes.js';
import { findingPointer } from './support/finding-pointer.js';
import { lineAssessments, rangeOf, type JudgedManifest, type LineAssessment } from './support/judged-manifest.js';
import { lockedPlace, type LockfileDocument } from './support/lockfile-place.js';

/** The rule whose findings strike a dependency through. */
const DEPRECATED_RULE = 'deprecated';

/** More reasons than these are read in the hover; the Problems panel stays a list. */
const MAX_FURTHER_REASONS = 3;

const SEVERITIES: Readonly<Record<Exclude<EditorSeverity, 'off'>, DiagnosticSeverity>> = Object.freeze({
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
});

export interface DiagnosticsInput {
  readonly manifest: JudgedManifest;
  readonly severity: SeverityByLevel;
  readonly escapes: Escapes;
  /** Where locked versions stand, for related information. */
  readonly lockfile?: LockfileDocument;
}

/** One diagnostic for each dependency that has findings, the worst first; then what could not be used or understood. */
export function diagnosticsFor(input: DiagnosticsInput): readonly Diagnostic[] {
  const lines = lineAssessments(input.manifest.assessments);
  const found = lines.map((line) => diagnosticOf(line, input)).filter((diagnostic) => diagnostic !== undefined);
  return [...found, ...noticeDiagnostics(input.manifest, input.escapes)];
}

function diagnosticOf(line: LineAssessment, input: DiagnosticsInput): Diagnostic | undefined {
  const { severity, escapes } = input;
  const shown = line.findings.filter((finding) => severityOf(finding.level, severity) !== undefined);
  const [worst, ...further] = shown;
  if (worst === undefined) return undefined;
  const { document } = input.manifest;
  const { dependency } = line.subject;
  const data: DiagnosticData = { kind: 'packageRisk', ...findingPointer(document.uri, line.subject, worst) };
  return {
    range: rangeOf(document, worst.target === 'name' ? dependency.nameSpan : dependency.specifierSpan),
    severity: severityOf(worst.level, severity),
    source: DIAGNOSTIC_SOURCE,
    code: worst.rule,
    codeDescription: { href: ruleDocsUrl(worst.rule) },
    message: messageOf(worst, further, escapes),
    ...(shown.some((finding) => finding.rule === DEPRECATED_RULE) ? { tags: [DiagnosticTag.Deprecated] } : {}),
    ...relatedInformation(line, input),
    data,
  };
}

function severityOf(level: Level, severity: SeverityByLevel): DiagnosticSeverity | undefined {
  if (level === 'none') return undefined;
  const shown = severity[level];
  return shown === 'off' ? undefined : SEVERITIES[shown];
}

function messageOf(worst: Finding, further: readonly Finding[], escapes: Escapes): string {
  const reasons = further.slice(0, MAX_FURTHER_REASONS).map((finding) => `• ${escapes.plain(finding.message)}`);
  const more = further.length - reasons.length;
  return [escapes.plain(worst.message), ...reasons, ...(more > 0 ? [`• and ${more} more`] : [])].join('\n');
}

function relatedInformation(line: LineAssessment, input: DiagnosticsInput): Pick<Diagnostic, 'relatedInformation'> {
  const { locked } = line.subject;
  const location = locked === undefined ? undefined : lockedPlace(input.lockfile, locked.id);
  if (locked === undefined || location === undefined) return {};
  const what = locked.version === null ? 'locked here' : `locked here as ${locked.version}`;
  const related: DiagnosticRelatedInformation = { location, message: input.escapes.plain(what) };
  return { relatedInformation: [related] };
}
