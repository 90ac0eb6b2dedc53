import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  compareLevels,
  judgedVersion,
  openQuestions,
  shownLevel,
  spoken,
  type Assessment,
  type Evidence,
  type Finding,
} from '../model/index.js';
import type { RiskEvidence, RiskFinding, RiskPackage, RiskProject } from '../protocol/risk-view.js';
import type { Translate } from '../protocol/translate.js';
import { broughtInByLine, chainSteps, isWorthTheLine, type BroughtInAssessment } from './support/brought-in.js';
import { riskOpinions } from './risk-opinion.js';
import { messageIn } from './support/own-words.js';
import type { Escapes } from './support/escapes.js';
import { findingPointer, subjectTitle } from './support/finding-pointer.js';
import { lineAssessments, rangeOf, type LineAssessment } from './support/judged-manifest.js';
import { shownPath } from './support/shown-path.js';
import { NO_SOURCE_LINKS, type SourceLinks } from './support/source-links.js';

/** All of it stands in the evidence that can be copied. */
const MAX_EVIDENCE = 5;
const MAX_LABEL_LENGTH = 120;

export interface RiskViewInput {
  readonly document: TextDocument;
  readonly assessments: readonly Assessment[];
  readonly escapes: Escapes;
  /** Where evidence in packages' files can be read. */
  readonly sources?: SourceLinks;
  readonly progress?: RiskProject['progress'];
}

/** What the risk view shows of one manifest; undefined for one that declares nothing. */
export function riskProject(input: RiskViewInput): RiskProject | undefined {
  const { document, assessments, progress } = input;
  const lines = lineAssessments(assessments);
  if (lines.length === 0) return undefined;
  const broughtIn = [...broughtInByLine(lines, assessments)].flatMap(([line, group]) =>
    group.map((one) => ({ line, assessment: one })),
  );
  const shown = [...lines.map((line) => ({ line, assessment: line })), ...broughtIn];
  const packages = shown.flatMap(({ line, assessment }) => riskPackage(line, assessment, input));
  return {
    uri: document.uri,
    judged: shown.length,
    incomplete: shown.filter(({ assessment }) => openQuestions(assessment).length > 0).length,
    ...(progress === undefined ? {} : { progress }),
    packages: packages.sort((a, b) => compareLevels(b.level, a.level)),
  };
}

/** How many packages are at medium risk or above, each counted once, however many of the manifests have it. */
export function countAtRisk(manifests: readonly (readonly Assessment[])[]): number {
  const worth = manifests.flat().filter((one) => isWorthTheLine({ level: shownLevel(one) }));
  return new Set(worth.map(({ subject }) => subjectTitle(subject))).size;
}

function riskPackage(
  line: LineAssessment,
  assessment: LineAssessment | BroughtInAssessment,
  input: RiskViewInput,
): readonly RiskPackage[] {
  const { subject, findings } = assessment;
  const level = shownLevel(assessment);
  const { document, escapes } = input;
  if (level === 'none') return [];
  const version = judgedVersion(subject);
  const { dependency } = line.subject;
  return [
    {
      name: escapes.plain(subject.name),
      ...(version === undefined ? {} : { version: escapes.plain(version) }),
      level,
      dev: subject.dev === true,
      line: escapes.plain(dependency.name),
      ...(subject.broughtInBy === undefined ? {} : { path: chainSteps(subject).map((step) => escapes.plain(step)) }),
      range: rangeOf(document, dependency.span),
      findings: [
        ...findings.flatMap((finding) => riskFinding(finding, assessment, input)),
        ...riskOpinions(assessment, document.uri, escapes, (evidence) => riskEvidences(evidence, assessment, input)),
      ],
    },
  ];
}

function riskFinding(finding: Finding, assessment: Assessment, input: RiskViewInput): readonly RiskFinding[] {
  const { level, evidence } = finding;
  if (level === 'none') return [];
  return [
    {
      pointer: findingPointer(input.document.uri, assessment.subject, finding),
      level,
      message: input.escapes.plain(messageIn(finding, input.escapes.t)),
      evidence: riskEvidences(evidence, assessment, input),
    },
  ];
}

function riskEvidences(
  evidence: readonly Evidence[],
  assessment: Assessment,
  input: RiskViewInput,
): readonly RiskEvidence[] {
  return evidence.slice(0, MAX_EVIDENCE).map((one) => riskEvidence(one, assessment, input));
}

function riskEvidence(evidence: Evidence, assessment: Assessment, { escapes, sources }: RiskViewInput): RiskEvidence {
  const link = (sources ?? NO_SOURCE_LINKS)(assessment, evidence);
  const url = evidence.url === undefined ? undefined : escapes.webAddress(evidence.url);
  return {
    label: escapes.plain(evidenceLabel(evidence, escapes.t), MAX_LABEL_LENGTH),
    ...(link === undefined ? {} : { source: link.params }),
    ...(url === undefined ? {} : { url }),
  };
}

/** Where it stands, and what stands there. */
function evidenceLabel(evidence: Evidence, t: Translate): string {
  const { file, line, isOld, field, snippet, url = '' } = evidence;
  const value = evidence.wording === undefined ? evidence.value : spoken(evidence.wording, t);
  const place = file === undefined ? (field ?? '') : [shownPath(file), ...(line === undefined ? [] : [line])].join(':');
  const label = [place, value ?? snippet ?? ''].filter((part) => part !== '').join('  ') || url;
  return isOld === true ? t('in the version before: {place}', { place: label }) : label;
}
