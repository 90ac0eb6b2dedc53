import {
  openQuestions,
  spoken,
  type AcceptedFinding,
  type Assessment,
  type Evidence,
  type Finding,
} from '../model/index.js';
import type { CaseInput } from './support/case-input.js';
import type { Escapes } from './support/escapes.js';
import { evidencePlaces } from './support/evidence-places.js';
import { subjectTitle } from './support/finding-pointer.js';
import { messageIn } from './support/own-words.js';
import { levelWord } from './support/words.js';
import { listedIn } from '../protocol/translate.js';

const MAX_FIXED_VERSIONS = 4;
const MAX_LINKS_PER_FINDING = 3;

/** Registry names are at most 214 characters long; versions and specifiers are rarely a tenth of that. */
const MAX_NAME_LENGTH = 214;
const MAX_SPECIFIER_LENGTH = 80;
const MAX_FILE_LENGTH = 100;

/** `GHSA-35jh-r3h4-6jhm`, `CVE-2021-23337`, `MAL-2025-46969`: nothing in it means anything in Markdown. */
const ADVISORY_ID = /^[A-Za-z]+(?:-[A-Za-z0-9]+)+$/;

const POLICY_FILE = 'package-risk.json';

/** The verdict: the level with the worst reason, or what can be said where there is none. @param icon what stands before it */
export function headlineMarkdown(input: CaseInput, icon = ''): string {
  const { assessment, escapes } = input;
  const [worst] = assessment.findings;
  if (worst === undefined) return `${icon}**${nothingFound(assessment, escapes)}**`;
  const more = findingDetails(worst, input);
  const line = `${icon}**${levelWord(worst.level, escapes.t)}: ${messageMarkdown(worst, escapes)}**`;
  return more === '' ? line : `${line}  \n${more}`;
}

function nothingFound(assessment: Assessment, escapes: Escapes): string {
  const { subject, pending } = assessment;
  const title = escapes.markdown(subjectTitle(subject), MAX_NAME_LENGTH);
  if (pending) return escapes.t('Still checking {title}…', { title });
  const because = subject.resolution.from === 'nowhere' ? subject.resolution.because : undefined;
  if (because === 'not-from-registry')
    return escapes.t('{title} is not judged: it does not come from a registry.', { title });
  if (because === 'workspace-package') return escapes.t('{title} is a package of this workspace.', { title });
  if (openQuestions(assessment).length > 0 || subject.resolution.from === 'nowhere') {
    return escapes.t('Nothing found in {title}, but not everything could be checked.', { title });
  }
  return assessment.accepted.length > 0
    ? escapes.t('No open problem in {title}.', { title })
    : escapes.t('No problem found in {title}.', { title });
}

/**
 * What else was found, as a list.
 *
 * @param limit more than these make a list that nobody reads to its end
 * @param maxLength of a message
 */
export function furtherFindings(input: CaseInput, limit: number, maxLength?: number): string | undefined {
  const { assessment, escapes } = input;
  const findings = assessment.findings.slice(1);
  const items = findings.slice(0, limit).map((finding) => {
    const line = `**${levelWord(finding.level, escapes.t)}:** ${messageMarkdown(finding, escapes, maxLength)}`;
    const more = findingDetails(finding, input);
    return `- ${more === '' ? line : `${line} · ${more}`}`;
  });
  const more = findings.length - items.length;
  return [...items, ...(more > 0 ? [`- ${escapes.t('and {more} more', { more })}`] : [])].join('\n');
}

/** The message, in which the ids of advisories lead to their pages. */
function messageMarkdown(finding: Finding, escapes: Escapes, maxLength?: number): string {
  const said = escapes.markdown(messageIn(finding, escapes.t), maxLength);
  const [advisory] = finding.evidence.filter(({ kind }) => kind === 'advisory');
  const { field = '', url = '' } = advisory ?? {};
  return ADVISORY_ID.test(field) ? said.replace(field, () => escapes.link(field, url)) : said;
}

/** Where it stands, where it is fixed, as far as the message does not say so, and where to read about it. */
function findingDetails({ message, hints, evidence }: Finding, input: CaseInput): string {
  const { escapes } = input;
  const fixed = hints?.fixedVersions?.slice(0, MAX_FIXED_VERSIONS) ?? [];
  const versions = listedIn(
    escapes.t,
    fixed.map((version) => escapes.code(version, MAX_SPECIFIER_LENGTH)),
  );
  const isNew = fixed.some((version) => !message.includes(version));
  const pages = new Map(evidence.flatMap((one) => (one.url === undefined ? [] : [[one.url, pageTitle(one)]])));
  const about = [...pages].filter(([, title]) => !(ADVISORY_ID.test(title) && message.includes(title)));
  const links = about.slice(0, MAX_LINKS_PER_FINDING).map(([url, title]) => escapes.link(title, url));
  const parts = [
    evidencePlaces(evidence, input),
    isNew ? escapes.t('Fixed in {versions}.', { versions }) : '',
    ...links,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** An advisory goes by its id; another page by the host that shows it. */
function pageTitle({ kind, field, url = '' }: Evidence): string {
  if (kind === 'advisory' && field !== undefined) return field;
  return URL.canParse(url) ? new URL(url).host : url;
}

/** What the team has accepted, until when and why. @param limit as for `furtherFindings` */
export function acceptedMarkdown(
  findings: readonly AcceptedFinding[],
  escapes: Escapes,
  limit: number,
): string | undefined {
  if (findings.length === 0) return undefined;
  const items = findings.slice(0, limit).map(({ finding, reason, expires, file = POLICY_FILE }) => {
    const until = expires === undefined ? '' : escapes.t('until {expires}', { expires: escapes.markdown(expires) });
    const by = file === POLICY_FILE ? '' : escapes.t('in {file}', { file: escapes.code(file, MAX_FILE_LENGTH) });
    const accepted = [escapes.t('accepted'), by, until].filter((part) => part !== '').join(' ');
    return `- ${escapes.markdown(messageIn(finding, escapes.t))} — ${accepted}: ${escapes.markdown(spoken(reason, escapes.t))}`;
  });
  const more = findings.length - items.length;
  const isOwn = findings.some(({ file = POLICY_FILE }) => file === POLICY_FILE);
  const title = isOwn ? escapes.t('Accepted in {file}:', { file: `\`${POLICY_FILE}\`` }) : escapes.t('Accepted:');
  return [title, ...items, ...(more > 0 ? [`- ${escapes.t('and {more} more', { more })}`] : [])].join('\n');
}
