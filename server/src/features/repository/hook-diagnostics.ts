import type { Diagnostic, DiagnosticRelatedInformation } from 'vscode-languageserver';
import type { SeverityByLevel } from '../../model/index.js';
import { ruleDocsUrl } from '../../model/rule-docs.js';
import { DIAGNOSTIC_SOURCE, type DiagnosticData } from '../../protocol/messages.js';
import type { Escapes } from '../support/escapes.js';
import { findingPointer } from '../support/finding-pointer.js';
import { messageIn } from '../support/own-words.js';
import { MAX_FURTHER_REASONS, messageOf, severityOf } from '../support/reasons.js';
import {
  isElsewhere,
  rangeOfEvidence,
  rangeOfStretch,
  type HookAssessment,
  type JudgedRepository,
} from './judged-repository.js';

/** A chain has two ends; what else there is stands in the hover. */
const MAX_RELATED = 4;
const MAX_SNIPPET_LENGTH = 100;

export interface HookDiagnosticsInput {
  readonly repository: JudgedRepository;
  readonly severity: SeverityByLevel;
  readonly escapes: Escapes;
}

/** One diagnostic for each hook that does harm, the worst reason first, by the address of the file that it stands in. */
export function hookDiagnostics(input: HookDiagnosticsInput): ReadonlyMap<string, readonly Diagnostic[]> {
  const byFile = new Map<string, Diagnostic[]>();
  for (const hook of input.repository.hooks) {
    const diagnostic = diagnosticOf(hook, input);
    if (diagnostic === undefined) continue;
    const uri = input.repository.uriOf(hook.subject.hook.file);
    byFile.set(uri, [...(byFile.get(uri) ?? []), diagnostic]);
  }
  return byFile;
}

function diagnosticOf(
  assessment: HookAssessment,
  { repository, severity, escapes }: HookDiagnosticsInput,
): Diagnostic | undefined {
  const { subject, findings } = assessment;
  const shown = findings.filter(({ level }) => severityOf(level, severity) !== undefined);
  const [worst] = shown;
  if (worst === undefined) return undefined;
  const uri = repository.uriOf(subject.hook.file);
  const data: DiagnosticData = { kind: 'packageRisk', isHook: true, ...findingPointer(uri, subject, worst) };
  const related = relatedTo(assessment, repository, escapes);
  return {
    range: rangeOfStretch(subject.hook.place),
    severity: severityOf(worst.level, severity),
    source: DIAGNOSTIC_SOURCE,
    code: worst.rule,
    codeDescription: { href: ruleDocsUrl(worst.rule) },
    message: messageOf(
      shown.map((finding) => () => escapes.plain(messageIn(finding, escapes.t))),
      escapes.t,
    ),
    ...(related.length === 0 ? {} : { relatedInformation: [...related] }),
    data,
  };
}

/** Where in the repository it comes from: the files that the hook starts. */
function relatedTo(
  { subject, findings }: HookAssessment,
  { uriOf }: JudgedRepository,
  escapes: Escapes,
): readonly DiagnosticRelatedInformation[] {
  const evidence = findings.slice(0, MAX_FURTHER_REASONS).flatMap((finding) => finding.evidence);
  const places = evidence.flatMap((one): readonly (readonly [string, DiagnosticRelatedInformation])[] => {
    if (one.file === undefined || !isElsewhere(one, subject)) return [];
    const message = escapes.plain(one.snippet ?? one.file, MAX_SNIPPET_LENGTH);
    const location = { uri: uriOf(one.file), range: rangeOfEvidence(one) };
    return [[`${one.file}:${one.line ?? 1}`, { location, message }]];
  });
  return [...new Map(places).values()].slice(0, MAX_RELATED);
}
