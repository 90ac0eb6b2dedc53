import {
  compareLevels,
  isAtLeast,
  judgedVersion,
  shownLevel,
  type Assessment,
  type Finding,
  type Level,
  type Subject,
} from '../../model/index.js';
import { stepName } from '../../report/support/wording.js';
import { ENGLISH, type Translate } from '../../protocol/translate.js';
import type { Escapes } from './escapes.js';
import type { LineAssessment } from './judged-manifest.js';
import { messageIn } from './own-words.js';

/** What is milder and not of the manifest's own choosing is read in the hover: there would be a remark on every line. */
export const MILDEST_BROUGHT_IN: Level = 'medium';

/** Longer chains are cut in the middle: what brings it in, and what it is. */
const MAX_CHAIN_STEPS = 6;
const STEPS_AT_START = 2;
const STEPS_AT_END = 3;

/** Names are long, and the reason stands in the middle. */
const MAX_MESSAGE_LENGTH = 500;

/** A package that a line brings in. */
export type BroughtInAssessment = Assessment & { readonly subject: { readonly broughtInBy: string } };

/** What each line brings in, the worst first. Where a name stands in two sections, it is said once. */
export function broughtInByLine(
  lines: readonly LineAssessment[],
  assessments: readonly Assessment[],
): ReadonlyMap<LineAssessment, readonly BroughtInAssessment[]> {
  const byName = linesByName(lines);
  const found = new Map<LineAssessment, BroughtInAssessment[]>();
  for (const assessment of assessments) {
    if (!isBroughtIn(assessment)) continue;
    const line = byName.get(assessment.subject.broughtInBy);
    if (line === undefined) continue;
    const known = found.get(line);
    if (known === undefined) found.set(line, [assessment]);
    else known.push(assessment);
  }
  for (const group of found.values()) group.sort((a, b) => compareLevels(shownLevel(b), shownLevel(a)));
  return found;
}

function isBroughtIn(assessment: Assessment): assessment is BroughtInAssessment {
  return assessment.subject.broughtInBy !== undefined;
}

/** An override installs nothing, and a peer dependency only where no other section does. */
function linesByName(lines: readonly LineAssessment[]): ReadonlyMap<string, LineAssessment> {
  const byName = new Map<string, LineAssessment>();
  for (const line of lines) {
    const { name, section } = line.subject.dependency;
    const known = byName.get(name)?.subject.dependency.section;
    if (section === 'overrides' || (known !== undefined && known !== 'peerDependencies')) continue;
    byName.set(name, line);
  }
  return byName;
}

/** What is said on the line of one of the package's findings. */
export function broughtInMessage(
  { subject }: BroughtInAssessment,
  finding: Finding,
  more: number,
  { plain, t }: Escapes,
): string {
  const said = t === ENGLISH ? inEnglish(subject, finding, more) : inOtherLanguage(subject, finding, more, t);
  const steps = subject.paths[0]?.length ?? 0;
  // Importer, line and package: the sentence itself is the path.
  const path = steps > 3 ? ` (${chainText(subject)})` : '';
  return plain(`${said}${path}`, MAX_MESSAGE_LENGTH);
}

type BroughtInSubject = BroughtInAssessment['subject'];

/** What the rule says becomes a part of the sentence. */
function inEnglish(subject: BroughtInSubject, finding: Finding, more: number): string {
  const label = `${subject.name} ${judgedVersion(subject) ?? ''}`.trim();
  const said = saidOf(finding.message, [label, subject.name]);
  const line = `${subject.broughtInBy} brings in ${label}${said.startsWith(':') ? '' : ', which'}${said}`;
  const dev = subject.dev === true && !line.includes('development only') ? '; it is used for development only' : '';
  const others = more === 0 ? '' : `; ${more} more ${more === 1 ? 'problem' : 'problems'}`;
  return `${line}${dev}${others}`;
}

/** Elsewhere the parts of a sentence stand in another order: what the rule says stays whole. */
function inOtherLanguage(subject: BroughtInSubject, finding: Finding, more: number, t: Translate): string {
  const label = `${subject.name} ${judgedVersion(subject) ?? ''}`.trim();
  const line = t('{line} brings in {package}: {said}', {
    ...{ line: subject.broughtInBy, package: label, said: messageIn(finding, t) },
  });
  const isToldOfUse = subject.dev === true && !finding.message.includes('development only');
  const used = isToldOfUse ? t('{sentence}; it is used for development only', { sentence: line }) : line;
  if (more === 0) return used;
  return more === 1
    ? t('{sentence}; 1 more problem', { sentence: used })
    : t('{sentence}; {more} more problems', { sentence: used, more });
}

/** Rules begin with the package, which has been named by then. */
function saidOf(message: string, names: readonly string[]): string {
  const name = names.find((one) => message.startsWith(`${one} `));
  return name === undefined ? `: ${message}` : message.slice(name.length);
}

/** `express > body-parser > qs@6.7.0`; empty where nothing leads there. Unescaped. */
export function chainText(subject: Pick<Subject, 'paths'>): string {
  return chainSteps(subject).join(' > ');
}

/** Of the shortest chain: only what stands at its end with its version, and the middle of a long one left out. Unescaped. */
export function chainSteps({ paths }: Pick<Subject, 'paths'>): readonly string[] {
  const steps = paths[0]?.slice(1) ?? [];
  const names = steps.map((step, index) => (index === steps.length - 1 ? step : stepName(step)));
  if (names.length <= MAX_CHAIN_STEPS) return names;
  return [...names.slice(0, STEPS_AT_START), '…', ...names.slice(-STEPS_AT_END)];
}

/** Only these reach a manifest's line. */
export function isWorthTheLine({ level }: { readonly level: Level }): boolean {
  return isAtLeast(level, MILDEST_BROUGHT_IN);
}
