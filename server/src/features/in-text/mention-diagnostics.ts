import type { Diagnostic } from 'vscode-languageserver';
import type { SeverityByLevel } from '../../model/index.js';
import { DIAGNOSTIC_SOURCE, type DiagnosticData } from '../../protocol/messages.js';
import { ruleDocsUrl } from '../../model/rule-docs.js';
import type { Escapes } from '../support/escapes.js';
import { findingPointer } from '../support/finding-pointer.js';
import type { Translate } from '../../protocol/translate.js';
import { rangeOf } from '../support/judged-manifest.js';
import { messageIn } from '../support/own-words.js';
import { messageOf, severityOf } from '../support/reasons.js';
import { nameSpan, troubles, type JudgedMention, type JudgedText } from './judged-mentions.js';

export interface MentionDiagnosticsInput {
  readonly text: JudgedText;
  readonly severity: SeverityByLevel;
  readonly escapes: Escapes;
}

/** One diagnostic for each place that names a package which is trouble and which no manifest declares. */
export function mentionDiagnostics({ text, severity, escapes }: MentionDiagnosticsInput): readonly Diagnostic[] {
  return text.mentions.flatMap((mention) => diagnosticOf(mention, text, severity, escapes) ?? []);
}

function diagnosticOf(
  judged: JudgedMention,
  { document }: JudgedText,
  severity: SeverityByLevel,
  escapes: Escapes,
): Diagnostic | undefined {
  const { assessment } = judged;
  const shown = troubles(judged).filter(({ level }) => severityOf(level, severity) !== undefined);
  const [worst] = shown;
  if (assessment === undefined || worst === undefined) return undefined;
  const data: DiagnosticData = { kind: 'packageRisk', ...findingPointer(document.uri, assessment.subject, worst) };
  return {
    range: rangeOf(document, nameSpan(judged)),
    severity: severityOf(worst.level, severity),
    source: DIAGNOSTIC_SOURCE,
    code: worst.rule,
    codeDescription: { href: ruleDocsUrl(worst.rule) },
    message: messageOf(
      [...shown.map((finding) => () => escapes.plain(messageIn(finding, escapes.t))), () => whyHere(judged, escapes.t)],
      escapes.t,
    ),
    data,
  };
}

/** Why it is a matter of this place. */
function whyHere({ mention, locked }: JudgedMention, t: Translate): string {
  if (mention.kind === 'command') return t('the command here would install it');
  if (mention.kind === 'address') return t('the page loads it from this address');
  return locked === undefined
    ? t('imported here; no package.json declares it')
    : t('imported here; no package.json declares it, and other packages bring it in');
}
