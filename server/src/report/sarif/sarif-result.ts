import { inEnglish, type Evidence, type FilePlace } from '../../model/index.js';
import type { PackageReport } from '../package-report.js';
import { fileUri, pathBelow, relativeUri, type SourceRoot } from '../support/source-root.js';
import { pathText } from '../support/wording.js';
import type { ToldFinding } from '../told-findings.js';
import { SARIF_LEVELS, type SarifRules } from './sarif-rules.js';
import { sarifLink, sarifText } from './sarif-text.js';

/** GitHub keeps a hundred places of a result; whoever reads it looks at the first. */
const MAX_PLACES = 10;
const MAX_LINKS = 3;
const MAX_NAME = 300;

export interface ResultParts {
  readonly root: SourceRoot;
  readonly rules: SarifRules;
}

/** A `result` of SARIF, without what is said of it as a part of a run. */
export function sarifResult(told: ToldFinding, { root, rules }: ResultParts): Readonly<Record<string, unknown>> {
  const { finding, identity, about, project } = told;
  const { here, elsewhere } = placesOf(told, root);
  const related = elsewhere.map(({ place, words }, index) => ({
    id: index + 1,
    ...location(place, root),
    message: { text: words },
  }));
  const texts = [
    `${sarifText(finding.message)}.`,
    ...('package' in about ? packageWords(about.package) : [`It runs ${sarifText(inEnglish(about.hook.words.runs))}.`]),
    ...related.map(({ id, message }) => `[${capital(message.text)}](${id}).`),
    ...linksOf(finding.evidence),
  ];
  return {
    ...rules.reference(finding.rule, finding.level),
    level: SARIF_LEVELS[finding.level],
    message: { text: texts.join(' ') },
    locations: [{ ...location(here, root), logicalLocations: [{ name: shortName(told), kind: 'package' }] }],
    ...(related.length > 0 && { relatedLocations: related }),
    // The second is what GitHub goes by; both hold while lines move.
    partialFingerprints: { 'packageRisk/v1': identity, primaryLocationLineHash: identity },
    properties: {
      rule: finding.rule,
      level: finding.level,
      project,
      ...('package' in about && packageFacts(about.package)),
    },
  };
}

interface NamedPlace {
  readonly place: FilePlace;
  /** What is to be seen there. */
  readonly words: string;
}

/** A package that a manifest names is shown there; one that it brings in is shown where it is locked. */
function placesOf({ about, places, project }: ToldFinding, root: SourceRoot) {
  const direct = !('package' in about) || about.package.direct;
  const declared = places.declared.map((place): NamedPlace => ({
    place,
    words: direct ? 'declared here' : 'brought in by this line',
  }));
  const locked = places.locked.map((place): NamedPlace => ({ place, words: 'locked here' }));
  const [here, ...elsewhere] = direct ? [...declared, ...locked] : [...locked, ...declared];
  const file = `${root.folder}/${project}`;
  const otherwise: FilePlace = { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { here: here?.place ?? otherwise, elsewhere: elsewhere.slice(0, MAX_PLACES) };
}

function location({ file, line, column, endLine, endColumn }: FilePlace, root: SourceRoot) {
  const below = pathBelow(root, file);
  const artifactLocation =
    below === undefined ? { uri: fileUri(root, file) } : { uri: relativeUri(below), uriBaseId: '%SRCROOT%' };
  const isEmpty = line === endLine && column === endColumn;
  const region = { startLine: line, startColumn: column, ...(!isEmpty && { endLine, endColumn }) };
  return { physicalLocation: { artifactLocation, region } };
}

function packageWords({ direct, paths, remedies }: PackageReport): readonly string[] {
  const [way] = paths;
  const fix = remedies.find(({ kind }) => kind !== 'accept');
  return [
    ...(direct || way === undefined ? [] : [`Brought in by ${sarifText(pathText(way), MAX_NAME)}.`]),
    ...(fix === undefined ? [] : [`Fix: ${sarifText(fix.title, MAX_NAME)}.`]),
  ];
}

function packageFacts({ name, version, direct }: PackageReport): Readonly<Record<string, unknown>> {
  return {
    package: sarifText(name, MAX_NAME),
    ...(version !== undefined && { version: sarifText(version, MAX_NAME) }),
    direct,
  };
}

function linksOf(evidence: readonly Evidence[]): readonly string[] {
  const urls = new Set(evidence.flatMap(({ url }) => url ?? []));
  const links = [...urls].flatMap((url) => sarifLink(url, url) ?? []).slice(0, MAX_LINKS);
  return links.length === 0 ? [] : [`See ${links.join(', ')}.`];
}

function shortName({ about }: ToldFinding): string {
  if ('hook' in about) return sarifText(about.hook.name, MAX_NAME);
  const { name, version } = about.package;
  return sarifText(version === undefined ? name : `${name}@${version}`, MAX_NAME);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
