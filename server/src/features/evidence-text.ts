import {
  inEnglish,
  isRegistrySpecifier,
  judgedVersion,
  QUESTION_TITLES,
  valueOf,
  type AcceptedFinding,
  type Assessment,
  type Coverage,
  type Evidence,
  type Finding,
} from '../model/index.js';
import type { EvidenceParams } from '../protocol/messages.js';
import { ENGLISH } from '../protocol/translate.js';
import type { Escapes } from './support/escapes.js';
import { subjectTitle } from './support/finding-pointer.js';
import { isoDay, whyThisVersion } from './support/words.js';
import { shownPath } from './support/shown-path.js';

const MAX_SNIPPET_LENGTH = 200;

/** `//user:secret@host`: what stands before the `@` of an address is nobody's business. */
const CREDENTIALS = /(?<=:\/\/)[^/@\s]*@/g;

export interface EvidenceTextInput {
  readonly assessment: Assessment;
  readonly purpose: EvidenceParams['purpose'];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Of this tool, for reports. */
  readonly toolVersion: string;
  readonly plain: Escapes['plain'];
}

/** The case as plain text for the clipboard, in English, as whoever gets it may read another language. Holds no local path and no credentials. */
export function evidenceText(input: EvidenceTextInput): string {
  const { assessment, purpose } = input;
  const plain: Escapes['plain'] = (text, maxLength) => input.plain(text.replace(CREDENTIALS, ''), maxLength);
  const report = purpose === 'report';
  const day = isoDay(input.now) ?? '';
  return [
    ...(report ? ['False positive report', `Package Risk ${input.toolVersion}, ${day}`, ''] : []),
    `Package: ${plain(subjectTitle(assessment.subject))}`,
    `Level: ${assessment.level}`,
    ...versions(assessment, plain),
    ...section(
      'Findings',
      assessment.findings.flatMap((finding) => findingLines(finding, report, plain)),
    ),
    ...section(
      'Accepted',
      assessment.accepted.map((accepted) => acceptedLine(accepted, plain)),
    ),
    ...section(
      'Checked',
      assessment.coverage.map((coverage) => coverageLine(coverage, plain)),
    ),
    ...(report ? ['', 'Why this is no problem:', ''] : []),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines];
}

function versions({ subject, facts }: Assessment, plain: Escapes['plain']): readonly string[] {
  const { dependency } = subject;
  const latest = valueOf(facts.packument)?.distTags.latest;
  return [
    ...(dependency === undefined ? [] : [`Declared: ${plain(declaredWords(dependency))} in ${dependency.section}`]),
    `Judged: ${plain(judgedVersion(subject) ?? 'no version')} (${plain(whyThisVersion(subject, ENGLISH))})`,
    ...(latest === undefined ? [] : [`Latest: ${plain(latest)}`]),
  ];
}

/** A specifier that names a place is told by its kind: it may be a path on this machine. */
function declaredWords({ name, raw, specifier }: NonNullable<Assessment['subject']['dependency']>): string {
  return `${name} ${isRegistrySpecifier(specifier) ? (raw === '' ? '(empty)' : raw) : `(${specifier.kind})`}`;
}

function findingLines(finding: Finding, report: boolean, plain: Escapes['plain']): readonly string[] {
  const fixed = finding.hints?.fixedVersions ?? [];
  return [
    `- ${finding.level}, ${finding.rule}: ${plain(finding.message)}`,
    ...(fixed.length === 0 ? [] : [`  fixed in: ${plain(fixed.join(', '))}`]),
    ...finding.evidence.map((evidence) => `  evidence: ${evidenceWords(evidence, plain)}`),
    ...(report ? [`  fingerprint: ${plain(finding.fingerprint)}`] : []),
  ];
}

function evidenceWords(evidence: Evidence, plain: Escapes['plain']): string {
  const { kind, file, line, column, field, value, snippet, url, isOld, package: holder } = evidence;
  const place =
    file === undefined ? undefined : [shownPath(file), line, column].filter((part) => part !== undefined).join(':');
  const named = [field, value].filter((part) => part !== undefined).join(' = ');
  const words = [
    holder === undefined ? undefined : `in ${holder}`,
    place,
    named,
    snippet === undefined ? undefined : snippet.slice(0, MAX_SNIPPET_LENGTH),
    url,
  ];
  const said = words.filter((part): part is string => part !== undefined && part !== '').map((part) => plain(part));
  return [...(isOld === true ? ['in the version before:'] : []), kind, ...said].join(' ');
}

function acceptedLine({ finding, reason, expires, file }: AcceptedFinding, plain: Escapes['plain']): string {
  const until = expires === undefined ? '' : ` until ${expires}`;
  const by = file === undefined ? '' : ` in ${shownPath(file)}`;
  return plain(`- ${finding.rule}${by}${until}: ${inEnglish(reason)}`);
}

function coverageLine({ question, status, reason, asOf, stale }: Coverage, plain: Escapes['plain']): string {
  const day = asOf === undefined ? undefined : isoDay(asOf);
  const when = day === undefined ? '' : `, as of ${day}`;
  const why = reason === undefined ? '' : `: ${plain(reason)}`;
  return `- ${QUESTION_TITLES[question]}: ${status}${stale === true ? ' (old)' : ''}${when}${why}`;
}
