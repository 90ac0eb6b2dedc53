import {
  judgedVersion,
  openQuestions,
  QUESTION_TITLES,
  valueOf,
  type Assessment,
  type Packument,
  type Resolution,
  type VersionFacts,
} from '../model/index.js';
import { findingLines, type Typesetting } from './support/finding-lines.js';
import { paragraph } from './support/layout.js';
import { terminalText } from './support/terminal.js';
import { ageText, dateText } from './support/wording.js';

/** What the hover says of a package, for the terminal. `asked` is the range, version or tag that was asked about. */
export function explainText(
  assessment: Assessment,
  asked: string | undefined,
  now: number,
  typesetting: Typesetting,
): string {
  const { style, width } = typesetting;
  const lines = [
    titleLine(assessment, typesetting),
    ...paragraph(resolutionText(assessment, asked), { width, indent: 0, paint: style.dim }),
    '',
    ...findingsLines(assessment, typesetting),
    ...factLines(assessment, now, typesetting),
    ...openLines(assessment, typesetting),
  ];
  return `${lines.join('\n')}\n`;
}

function titleLine({ subject, level }: Assessment, { style }: Typesetting): string {
  const version = judgedVersion(subject);
  const id = terminalText(version === undefined ? subject.name : `${subject.name}@${version}`);
  const verdict = level === 'none' ? 'no findings' : level;
  return `${style.bold(id)}  ${style.level[level](verdict)}`;
}

function resolutionText({ subject, facts }: Assessment, asked: string | undefined): string {
  const latest = valueOf(facts.packument)?.distTags.latest;
  const parts = [
    asked === undefined ? '' : `asked for ${asked}`,
    resolved(subject.resolution),
    latest === undefined ? '' : `latest is ${latest}`,
  ];
  return terminalText(parts.filter((part) => part !== '').join(' · '));
}

const NO_VERSION: Readonly<Record<Extract<Resolution, { from: 'nowhere' }>['because'], string>> = Object.freeze({
  'name-not-found': 'the registry has no package of this name',
  'no-such-version': 'no published version answers to that',
  'registry-unknown': 'what the registry holds is not known',
  'not-from-registry': 'this does not come from a registry',
  'workspace-package': 'this is a package of the workspace',
  'invalid-specifier': 'this is no version, range or tag',
  'not-a-version': 'this names no version',
});

function resolved(resolution: Resolution): string {
  switch (resolution.from) {
    case 'nowhere':
      return NO_VERSION[resolution.because];
    case 'lockfile':
      return `locked at ${resolution.version}`;
    case 'registry':
      return `resolves to ${resolution.version}`;
    case 'declared':
      return `${resolution.version} could not be looked up`;
  }
}

function findingsLines({ findings, level }: Assessment, typesetting: Typesetting): readonly string[] {
  return findings.flatMap((finding) => [...findingLines(finding, level, typesetting), '']);
}

/** What is known of the version and its name; what is not known is left to the coverage lines. */
function factLines(assessment: Assessment, now: number, typesetting: Typesetting): readonly string[] {
  const packument = valueOf(assessment.facts.packument);
  if (packument === undefined) return [];
  const version = packument.versions[judgedVersion(assessment.subject) ?? ''];
  const facts: readonly Fact[] = [...versionFacts(version, now), ...nameFacts(packument, version, now)];
  const lines = facts.flatMap(([label, text]) => (text === undefined ? [] : factLine(label, text, typesetting)));
  return [...lines, ''];
}

type Fact = readonly [label: string, text: string | undefined];

function versionFacts(version: VersionFacts | undefined, now: number): readonly Fact[] {
  if (version === undefined) return [];
  return [
    ['published', timeText(version.publishedAt, now) ?? 'the registry does not tell when'],
    ['install scripts', installScriptsText(version)],
    ['deprecated', version.deprecated],
    ['description', version.description],
  ];
}

function nameFacts(packument: Packument, version: VersionFacts | undefined, now: number): readonly Fact[] {
  return [
    ['name created', timeText(packument.createdAt, now)],
    ['licence', version?.license ?? packument.license],
    ['repository', packument.repository],
    ['homepage', packument.homepage],
    ['registry', packument.registryHost],
  ];
}

function timeText(time: number | undefined, now: number): string | undefined {
  return time === undefined ? undefined : `${dateText(time)}, ${ageText(time, now)}`;
}

function installScriptsText({ installScripts, hasInstallScript }: VersionFacts): string | undefined {
  if (installScripts !== undefined) {
    const scripts = Object.entries(installScripts).map(([name, command]) => `${name}: ${command}`);
    return scripts.join('; ') || 'none';
  }
  if (hasInstallScript === undefined) return undefined;
  return hasInstallScript ? 'yes; the registry does not tell which' : 'none';
}

/** `install scripts` is the longest label. */
const LABEL_WIDTH = 15;

function factLine(label: string, text: string, { style, width }: Typesetting): readonly string[] {
  const padded = `${label.padEnd(LABEL_WIDTH)}  `;
  return paragraph(terminalText(text), { width, indent: 2, label: padded, paintLabel: style.dim });
}

function openLines(assessment: Assessment, { style, width }: Typesetting): readonly string[] {
  const open = openQuestions(assessment);
  if (open.length === 0) return [style.dim('Every question that could be asked was answered.')];
  return [
    style.bold('Not checked'),
    ...open.flatMap(({ question, reason = 'No reason is known.' }) =>
      paragraph(terminalText(`${QUESTION_TITLES[question]}: ${reason}`), { width, indent: 2 }),
    ),
  ];
}
