import type { Diagnostic, DiagnosticRelatedInformation } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type Assessment,
  type Dependency,
  type Finding,
  type LockEntry,
  type SeverityByLevel,
} from '../model/index.js';
import { stepName } from '../report/support/wording.js';
import { DIAGNOSTIC_SOURCE, type DiagnosticData } from '../protocol/messages.js';
import { ruleDocsUrl } from '../model/rule-docs.js';
import { chainText, isWorthTheLine } from './support/brought-in.js';
import type { Escapes } from './support/escapes.js';
import { findingPointer } from './support/finding-pointer.js';
import { rangeOf } from './support/judged-manifest.js';
import { verdictsByEntry, type JudgedLockfile } from './support/judged-lockfile.js';
import { keyRange } from './support/lockfile-place.js';
import { messageIn } from './support/own-words.js';
import { relatedEvidence } from './support/related-evidence.js';
import type { SourceLinks } from './support/source-links.js';
import { MAX_FURTHER_REASONS, messageOf, severityOf } from './support/reasons.js';

export interface LockfileDiagnosticsInput {
  readonly lockfile: JudgedLockfile;
  /** The manifest beside it, for related information. */
  readonly manifest: { readonly document: TextDocument; readonly dependencies: readonly Dependency[] };
  readonly severity: SeverityByLevel;
  readonly escapes: Escapes;
  readonly sources?: SourceLinks;
}

/** One diagnostic for each entry whose package has findings worth a line: the others are read in its hover. */
export function lockfileDiagnosticsFor(input: LockfileDiagnosticsInput): readonly Diagnostic[] {
  const { entries, assessments } = input.lockfile;
  const verdicts = verdictsByEntry(assessments.filter(isWorthTheLine));
  return [...entries.values()].flatMap((entry) => {
    const verdict = verdicts.size === 0 ? undefined : verdicts.get(entry.id);
    return verdict === undefined ? [] : diagnosticOf(entry, verdict, input);
  });
}

function diagnosticOf(
  entry: LockEntry,
  assessment: Assessment,
  input: LockfileDiagnosticsInput,
): readonly Diagnostic[] {
  const { findings, subject } = assessment;
  const { lockfile, severity, escapes } = input;
  const range = keyRange(lockfile.document, entry);
  const shown = findings.filter((one) => isWorthTheLine(one) && severityOf(one.level, severity) !== undefined);
  const [worst] = shown;
  if (range === undefined || worst === undefined) return [];
  const data: DiagnosticData = { kind: 'packageRisk', ...findingPointer(lockfile.document.uri, subject, worst) };
  return [
    {
      range,
      severity: severityOf(worst.level, severity),
      source: DIAGNOSTIC_SOURCE,
      code: worst.rule,
      codeDescription: { href: ruleDocsUrl(worst.rule) },
      message: messageOf(
        shown.map((finding) => () => escapes.plain(messageIn(finding, escapes.t))),
        escapes.t,
      ),
      ...relatedInformation(assessment, shown, input),
      data,
    },
  ];
}

function relatedInformation(
  assessment: Assessment,
  shown: readonly Finding[],
  input: LockfileDiagnosticsInput,
): Pick<Diagnostic, 'relatedInformation'> {
  const { sources, escapes } = input;
  const reasons = shown.slice(0, 1 + MAX_FURTHER_REASONS);
  const evidence = reasons.flatMap((finding) => relatedEvidence(assessment, finding, sources, escapes));
  const related = [...evidence, ...declaredAt(assessment.subject, input)];
  return related.length === 0 ? {} : { relatedInformation: related };
}

/** The line of the manifest beside the lockfile that the shortest chain begins with. */
function declaredAt(
  { paths }: Assessment['subject'],
  { manifest: { document, dependencies }, escapes }: LockfileDiagnosticsInput,
): readonly DiagnosticRelatedInformation[] {
  const [importer, first] = paths[0] ?? [];
  if (importer !== '.' || first === undefined) return [];
  const declared = declaredName(first);
  const line = dependencies.find(({ name, section }) => name === declared && section !== 'overrides');
  if (line === undefined) return [];
  const message =
    (paths[0]?.length ?? 0) > 2
      ? escapes.t('brought in by this line: {chain}', { chain: chainText({ paths }) })
      : escapes.t('declared here');
  return [{ location: { uri: document.uri, range: rangeOf(document, line.span) }, message: escapes.plain(message) }];
}

/** `alias=name@1.0.0` is declared as `alias`. */
function declaredName(step: string): string {
  const alias = step.indexOf('=');
  return alias > 0 ? step.slice(0, alias) : stepName(step);
}
