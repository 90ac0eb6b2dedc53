import {
  judgedVersion,
  openQuestions,
  QUESTION_TITLES,
  valueOf,
  type AcceptedFinding,
  type Assessment,
  type Evidence,
  type Finding,
  type Subject,
  type VersionFacts,
} from '../model/index.js';
import { ruleDocsUrl } from '../protocol/rule-docs.js';
import { aftermathMarkdown } from './aftermath-markdown.js';
import { broughtInMarkdown } from './brought-in-markdown.js';
import { chainText, type BroughtInAssessment } from './support/brought-in.js';
import { coverageGaps, staleAnswers } from './support/coverage-gaps.js';
import type { Escapes } from './support/escapes.js';
import { subjectTitle } from './support/finding-pointer.js';
import { installScriptsOf } from './support/install-scripts.js';
import { managerMarkdown } from './manager-markdown.js';
import { replacementMarkdown } from './replacement-markdown.js';
import { packageLinks } from './support/package-links.js';
import { capabilityMarkdown } from './capability-markdown.js';
import { evidencePlaces } from './support/evidence-places.js';
import type { SourceLinks } from './support/source-links.js';
import { fileName } from './support/catalog-place.js';
import { ago, isoDay, LEVEL_WORDS, whyThisVersion } from './support/words.js';

/** More than these make a hover that nobody reads to its end. */
const MAX_FURTHER_FINDINGS = 5;
const MAX_FIXED_VERSIONS = 4;
const MAX_LINKS_PER_FINDING = 3;
const MAX_USERS = 5;

/** Registry names are at most 214 characters long; versions and specifiers are rarely a tenth of that. */
const MAX_NAME_LENGTH = 214;
const MAX_SPECIFIER_LENGTH = 80;
const MAX_COMMAND_LENGTH = 80;
const MAX_WAY_LENGTH = 200;
const MAX_FILE_LENGTH = 100;

const POLICY_FILE = 'package-risk.json';

export interface CaseInput {
  readonly assessment: Assessment;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly escapes: Escapes;
  readonly sources?: SourceLinks;
  /** What the line brings in. */
  readonly broughtIn?: readonly BroughtInAssessment[];
}

/**
 * One package's case in Markdown: paragraphs and lists, no HTML, all text from outside escaped. The only commands open a
 * piece of evidence, and hold nothing of the package.
 */
export function caseMarkdown(input: CaseInput): string {
  const { assessment, now, escapes, broughtIn = [] } = input;
  const paragraphs = [
    headline(input),
    aftermathMarkdown(assessment, now, escapes),
    furtherFindings(input),
    wayHere(assessment.subject, escapes),
    broughtInMarkdown(broughtIn, escapes),
    [
      versionsLine(assessment, escapes),
      usersLine(assessment.subject, escapes),
      publicationLine(assessment, now, escapes),
      managerMarkdown(assessment, escapes),
      replacementMarkdown(assessment, escapes),
      capabilityMarkdown(input),
    ]
      .filter(isThere)
      .join('  \n'),
    accepted(assessment.accepted, escapes),
    notChecked(assessment, escapes),
    assessment.pending && assessment.findings.length > 0 ? '*Still checking…*' : undefined,
    links(assessment, escapes),
  ];
  return paragraphs.filter(isThere).join('\n\n');
}

function headline(input: CaseInput): string {
  const { assessment, escapes } = input;
  const [worst] = assessment.findings;
  if (worst === undefined) return `**${nothingFound(assessment, escapes)}**`;
  const more = details(worst, input);
  const line = `**${LEVEL_WORDS[worst.level]}: ${escapes.markdown(worst.message)}**`;
  return more === '' ? line : `${line}  \n${more}`;
}

function nothingFound(assessment: Assessment, escapes: Escapes): string {
  const { subject, pending } = assessment;
  const title = escapes.markdown(subjectTitle(subject), MAX_NAME_LENGTH);
  if (pending) return `Still checking ${title}…`;
  const because = subject.resolution.from === 'nowhere' ? subject.resolution.because : undefined;
  if (because === 'not-from-registry') return `${title} is not judged: it does not come from a registry.`;
  if (because === 'workspace-package') return `${title} is a package of this workspace.`;
  if (openQuestions(assessment).length > 0 || subject.resolution.from === 'nowhere') {
    return `Nothing found in ${title}, but not everything could be checked.`;
  }
  return assessment.accepted.length > 0 ? `No open problem in ${title}.` : `No problem found in ${title}.`;
}

function furtherFindings(input: CaseInput): string | undefined {
  const { assessment, escapes } = input;
  const findings = assessment.findings.slice(1);
  const items = findings.slice(0, MAX_FURTHER_FINDINGS).map((finding) => {
    const line = `**${LEVEL_WORDS[finding.level]}:** ${escapes.markdown(finding.message)}`;
    return `- ${[line, details(finding, input)].filter(isThere).join(' · ')}`;
  });
  const more = findings.length - items.length;
  return [...items, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

/** Where it stands, where it is fixed, as far as the message does not say so, and where to read about it. */
function details({ message, hints, evidence }: Finding, input: CaseInput): string {
  const { escapes } = input;
  const fixed = hints?.fixedVersions?.slice(0, MAX_FIXED_VERSIONS) ?? [];
  const versions = fixed.map((version) => escapes.code(version, MAX_SPECIFIER_LENGTH)).join(', ');
  const isNew = fixed.some((version) => !message.includes(version));
  const pages = new Map(evidence.flatMap((one) => (one.url === undefined ? [] : [[one.url, pageTitle(one)]])));
  const about = [...pages].slice(0, MAX_LINKS_PER_FINDING).map(([url, title]) => escapes.link(title, url));
  return [evidencePlaces(evidence, input), isNew ? `Fixed in ${versions}.` : '', ...about].filter(isThere).join(' ');
}

/** An advisory goes by its id; another page by the host that shows it. */
function pageTitle({ kind, field, url = '' }: Evidence): string {
  if (kind === 'advisory' && field !== undefined) return field;
  return URL.canParse(url) ? new URL(url).host : 'Source';
}

/** For what no line of this document names. */
function wayHere({ dependency, paths, dev }: Subject, escapes: Escapes): string | undefined {
  const [shortest, ...others] = paths;
  if (dependency !== undefined || shortest === undefined) return undefined;
  const [importer = '.'] = shortest;
  const manifest = importer === '.' ? '`package.json`' : escapes.code(`${importer}/package.json`, MAX_WAY_LENGTH);
  const chain = escapes.code(chainText({ paths }), MAX_WAY_LENGTH);
  const way = shortest.length > 2 ? `Brought in by ${manifest}: ${chain}` : `Named in ${manifest}`;
  const more = others.length === 0 ? [] : [`${others.length} other ${others.length === 1 ? 'way' : 'ways'}`];
  return [way, ...more, ...(dev === true ? ['development only'] : [])].join(' · ');
}

function versionsLine({ subject, facts }: Assessment, escapes: Escapes): string {
  const code = (text: string): string => escapes.code(text, MAX_SPECIFIER_LENGTH);
  const version = judgedVersion(subject);
  const latest = valueOf(facts.packument)?.distTags.latest;
  const why = escapes.markdown(whyThisVersion(subject));
  const steps = [
    ...declaredSteps(subject, escapes),
    version === undefined ? `no version judged (${why})` : `judged ${code(version)} (${why})`,
    ...(latest === undefined ? [] : [latest === version ? 'the latest' : `latest ${code(latest)}`]),
  ];
  return capitalized(steps.join(' → '));
}

/** What the line says itself, and what the catalog says that it refers to. */
function declaredSteps({ dependency, catalog }: Subject, escapes: Escapes): readonly string[] {
  const code = (text: string): string => escapes.code(text, MAX_SPECIFIER_LENGTH);
  if (dependency === undefined) return [];
  if (catalog !== undefined) {
    const file = escapes.markdown(fileName(catalog.file));
    return [`declared ${code(catalog.reference)}`, `${code(dependency.raw)} in ${file}`];
  }
  return [dependency.raw === '' ? 'declared without a version' : `declared ${code(dependency.raw)}`];
}

/** Which members of the workspace refer to a catalog's entry. */
function usersLine({ dependency, paths }: Subject, escapes: Escapes): string | undefined {
  if (dependency?.section !== 'catalog' || paths.length === 0) return undefined;
  const importers = paths.flatMap(([importer]) => importer ?? []);
  const shown = importers.slice(0, MAX_USERS).map((importer) => escapes.code(importer, MAX_NAME_LENGTH));
  const more = importers.length - shown.length;
  return `Used by ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function publicationLine(assessment: Assessment, now: number, escapes: Escapes): string | undefined {
  const version = judgedVersion(assessment.subject);
  if (version === undefined) return undefined;
  const published = valueOf(assessment.facts.packument)?.versions[version];
  const parts = [
    ...(published === undefined ? [] : [publicationDate(published, now)]),
    installScripts(assessment, escapes),
    ...downloads(assessment),
  ];
  return capitalized(parts.join(' · '));
}

/** A registry that lists a version and tells no date leaves the rules about age silent, which is to be seen. */
function publicationDate({ publishedAt }: VersionFacts, now: number): string {
  const day = publishedAt === undefined ? undefined : isoDay(publishedAt);
  if (publishedAt === undefined || day === undefined) return 'publication date not known';
  return `published ${ago(publishedAt, now)} (${day})`;
}

/** By npm's own count; absent where nobody was asked. */
function downloads({ facts }: Assessment): readonly string[] {
  const count = valueOf(facts.downloads)?.lastWeek;
  return count === undefined ? [] : [`${count.toLocaleString('en-US')} downloads in a week`];
}

function installScripts(assessment: Assessment, escapes: Escapes): string {
  const scripts = installScriptsOf(assessment);
  if (scripts === undefined) return 'install scripts not known';
  const events = Object.entries(scripts).map(([event, command]) =>
    command === ''
      ? 'a command'
      : `${escapes.code(event, MAX_COMMAND_LENGTH)}: ${escapes.code(command, MAX_COMMAND_LENGTH)}`,
  );
  return events.length === 0 ? 'no install scripts' : `runs at install ${events.join(', ')}`;
}

function accepted(findings: readonly AcceptedFinding[], escapes: Escapes): string | undefined {
  if (findings.length === 0) return undefined;
  const items = findings.slice(0, MAX_FURTHER_FINDINGS).map(({ finding, reason, expires, file = POLICY_FILE }) => {
    const until = expires === undefined ? '' : ` until ${escapes.markdown(expires)}`;
    const by = file === POLICY_FILE ? '' : ` in ${escapes.code(file, MAX_FILE_LENGTH)}`;
    return `- ${escapes.markdown(finding.message)} — accepted${by}${until}: ${escapes.markdown(reason)}`;
  });
  const isOwn = findings.some(({ file = POLICY_FILE }) => file === POLICY_FILE);
  return [isOwn ? `Accepted in \`${POLICY_FILE}\`:` : 'Accepted:', ...items].join('\n');
}

function notChecked(assessment: Assessment, escapes: Escapes): string | undefined {
  const gaps = coverageGaps(assessment).map(({ titles, reason }) => {
    return `- Not checked: ${titles.join(', ')}.${reason === '' ? '' : ` ${escapes.markdown(reason)}`}`;
  });
  const old = staleAnswers(assessment).map(({ question, asOf }) => {
    const day = asOf === undefined ? undefined : isoDay(asOf);
    return `- Old answer: ${QUESTION_TITLES[question]}${day === undefined ? '' : `, of ${day}`}.`;
  });
  const items = [...gaps, ...old];
  return items.length === 0 ? undefined : items.join('\n');
}

function links(assessment: Assessment, escapes: Escapes): string {
  const rules = [...new Set(assessment.findings.map(({ rule }) => rule))];
  return [
    ...packageLinks(assessment).map(({ label, url }) => escapes.link(label, url)),
    ...rules.slice(0, MAX_FURTHER_FINDINGS).map((rule) => escapes.link(`About ${rule}`, ruleDocsUrl(rule))),
  ].join(' · ');
}

function capitalized(line: string): string {
  return line.charAt(0).toUpperCase() + line.slice(1);
}

function isThere(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}
