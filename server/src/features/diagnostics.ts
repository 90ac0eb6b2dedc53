import { DiagnosticTag, type Diagnostic, type DiagnosticRelatedInformation } from 'vscode-languageserver';
import { compareLevels, type Assessment, type Finding, type SeverityByLevel, type Subject } from '../model/index.js';
import { DIAGNOSTIC_SOURCE, type DiagnosticData } from '../protocol/messages.js';
import type { Translate } from '../protocol/translate.js';
import { ruleDocsUrl } from '../model/rule-docs.js';
import { noticeDiagnostics } from './notices.js';
import {
  broughtInByLine,
  broughtInMessage,
  chainText,
  isWorthTheLine,
  type BroughtInAssessment,
} from './support/brought-in.js';
import { catalogPlace, type CatalogDocuments } from './support/catalog-place.js';
import type { Escapes } from './support/escapes.js';
import { findingPointer } from './support/finding-pointer.js';
import { lineAssessments, rangeOf, type JudgedManifest, type LineAssessment } from './support/judged-manifest.js';
import { lockedPlace, type LockfileDocument } from './support/lockfile-place.js';
import { relatedEvidence } from './support/related-evidence.js';
import { messageIn } from './support/own-words.js';
import type { SourceLinks } from './support/source-links.js';
import { MAX_FURTHER_REASONS, messageOf, severityOf } from './support/reasons.js';

/** The rule whose findings strike a dependency through. */
const DEPRECATED_RULE = 'deprecated';

export interface DiagnosticsInput {
  readonly manifest: JudgedManifest;
  readonly severity: SeverityByLevel;
  readonly escapes: Escapes;
  /** Where locked versions stand, for related information. */
  readonly lockfile?: LockfileDocument;
  /** Where the catalogs' entries stand. */
  readonly catalogs?: CatalogDocuments;
  /** Where evidence in packages' files can be read. */
  readonly sources?: SourceLinks;
}

/** A finding that is shown on a line: of its own package, or of one that it brings in. */
interface Reason {
  readonly finding: Finding;
  readonly assessment: Assessment;
  /** Only what is shown is put into words. */
  readonly say: () => string;
}

/**
 * One diagnostic for each dependency that has findings or brings some in, the worst first; then what could not be used
 * or understood.
 */
export function diagnosticsFor(input: DiagnosticsInput): readonly Diagnostic[] {
  const { assessments } = input.manifest;
  const lines = lineAssessments(assessments);
  const broughtIn = broughtInByLine(lines, assessments.filter(isWorthTheLine));
  const found = lines.map((line) => diagnosticOf(line, broughtIn.get(line) ?? [], input));
  return [
    ...found.filter((diagnostic) => diagnostic !== undefined),
    ...noticeDiagnostics(input.manifest, input.escapes),
  ];
}

function diagnosticOf(
  line: LineAssessment,
  broughtIn: readonly BroughtInAssessment[],
  input: DiagnosticsInput,
): Diagnostic | undefined {
  const own = ownReasons(line, input);
  const reasons = [...own, ...broughtIn.flatMap((one) => broughtInReason(one, input))];
  const [worst, ...further] = reasons.sort((a, b) => compareLevels(b.finding.level, a.finding.level));
  if (worst === undefined) return undefined;
  const { document } = input.manifest;
  const { dependency } = line.subject;
  const data: DiagnosticData = {
    kind: 'packageRisk',
    ...findingPointer(document.uri, worst.assessment.subject, worst.finding),
  };
  const atName = worst.assessment === line && worst.finding.target === 'name';
  return {
    range: rangeOf(document, atName ? dependency.nameSpan : dependency.specifierSpan),
    severity: severityOf(worst.finding.level, input.severity),
    source: DIAGNOSTIC_SOURCE,
    code: worst.finding.rule,
    codeDescription: { href: ruleDocsUrl(worst.finding.rule) },
    message: messageOf(
      [worst, ...further].map(({ say }) => say),
      input.escapes.t,
    ),
    ...(own.some(({ finding }) => finding.rule === DEPRECATED_RULE) ? { tags: [DiagnosticTag.Deprecated] } : {}),
    ...relatedInformation(line, [worst, ...further.slice(0, MAX_FURTHER_REASONS)], input),
    data,
  };
}

function ownReasons(assessment: LineAssessment, { severity, escapes }: DiagnosticsInput): readonly Reason[] {
  const { findings } = assessment;
  const shown = findings.filter((finding) => severityOf(finding.level, severity) !== undefined);
  return shown.map((finding) => ({ finding, assessment, say: () => escapes.plain(messageIn(finding, escapes.t)) }));
}

/** One for each package, however many findings it has: the line is about another. */
function broughtInReason(assessment: BroughtInAssessment, { severity, escapes }: DiagnosticsInput): readonly Reason[] {
  const { findings } = assessment;
  const shown = findings.filter((one) => isWorthTheLine(one) && severityOf(one.level, severity) !== undefined);
  const [finding] = shown;
  if (finding === undefined) return [];
  return [{ finding, assessment, say: () => broughtInMessage(assessment, finding, shown.length - 1, escapes) }];
}

/** Where in the package's files it stands, where the catalog says what is asked for, and where the packages that are spoken of are locked, each once. */
function relatedInformation(
  line: LineAssessment,
  reasons: readonly Reason[],
  { lockfile, catalogs, escapes, sources }: DiagnosticsInput,
): Pick<Diagnostic, 'relatedInformation'> {
  const subjects = new Set(reasons.map(({ assessment }) => assessment.subject));
  const evidence = reasons.flatMap(({ assessment, finding }) => relatedEvidence(assessment, finding, sources, escapes));
  const locked = [...subjects].flatMap((subject): DiagnosticRelatedInformation[] => {
    const location = subject.locked === undefined ? undefined : lockedPlace(lockfile, subject.locked.id);
    return location === undefined ? [] : [{ location, message: escapes.plain(whereLocked(subject, escapes.t)) }];
  });
  const { catalog, dependency } = line.subject;
  const location = catalog && catalogPlace(catalogs, catalog);
  const message = escapes.plain(escapes.t('the catalog asks for {raw} here', { raw: dependency.raw }));
  const asked = location === undefined ? [] : [{ location, message }];
  const related = [...evidence, ...asked, ...locked];
  return related.length === 0 ? {} : { relatedInformation: related };
}

function whereLocked({ broughtInBy, locked, paths }: Subject, t: Translate): string {
  if (broughtInBy !== undefined) return t('locked here: {chain}', { chain: chainText({ paths }) });
  const version = locked?.version;
  return version == null ? t('locked here') : t('locked here as {version}', { version });
}
