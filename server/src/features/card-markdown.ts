import { ruleDocsUrl } from '../model/rule-docs.js';
import { aftermathSummary } from './aftermath-markdown.js';
import { broughtInMarkdown } from './brought-in-markdown.js';
import { capabilityMarkdown } from './capability-markdown.js';
import { changesMarkdown } from './changes-markdown.js';
import { isComparable } from './comparable-versions.js';
import { coverageSummary } from './coverage-markdown.js';
import { acceptedMarkdown, furtherFindings, headlineMarkdown } from './findings-markdown.js';
import { opinionMarkdown, raises } from './opinion-markdown.js';
import { managerMarkdown } from './manager-markdown.js';
import { provenanceText } from './provenance-markdown.js';
import { installScriptsText, releaseMarkdown } from './release-markdown.js';
import { replacementMarkdown } from './replacement-markdown.js';
import { linesOf, paragraphsOf, statement, type CaseCommands, type CaseInput } from './support/case-input.js';
import { verdictIcon, type Icon, type Icons } from './support/icons.js';
import { packageLinks } from './support/package-links.js';
import { usersMarkdown, versionsMarkdown, wayMarkdown } from './versions-markdown.js';

/** A hover shows a dozen lines before it has to be scrolled: the worst, and how much more there is. */
const MAX_FURTHER_FINDINGS = 2;
const MAX_BROUGHT_IN = 2;
const MAX_ACCEPTED = 1;
const MAX_REPLACEMENTS = 1;
const MAX_CLAIMS = 2;
/** Two lines of a hover; the whole case has all of it. */
const MAX_FURTHER_LENGTH = 140;

export interface CardInput extends CaseInput {
  readonly icons: Icons;
  readonly commands: CaseCommands;
}

/**
 * What one glance is to answer: may I use this? The verdict and its worst reasons, then a line for each thing there is to know,
 * and a link to the whole case. No HTML, all text from outside escaped.
 */
export function cardMarkdown(input: CardInput): string {
  const { assessment, escapes, icons, broughtIn = [] } = input;
  const isRaised = raises(assessment);
  const [first, second] = [icons(verdictIcon(assessment)), icons('comment-discussion')];
  return paragraphsOf([
    isRaised ? opinions(input, first) : undefined,
    headlineMarkdown(input, isRaised ? '' : first),
    aftermathSummary(assessment, input.now, escapes),
    furtherFindings(input, MAX_FURTHER_FINDINGS, MAX_FURTHER_LENGTH),
    isRaised ? undefined : opinions(input, second),
    broughtInMarkdown(broughtIn, escapes, MAX_BROUGHT_IN, icons('package')),
    linesOf(facts(input)),
    acceptedMarkdown(assessment.accepted, escapes, MAX_ACCEPTED),
    links(input),
  ]);
}

/** What a model calls worse stands above what the analysis says, and all else below it: two lists in a row would be read as one. */
function opinions(input: CardInput, icon: string): string | undefined {
  return opinionMarkdown(input, { limit: MAX_CLAIMS, maxLength: MAX_FURTHER_LENGTH, icon });
}

function facts({ icons, ...input }: CardInput): readonly (string | undefined)[] {
  const { assessment, now, escapes } = input;
  const line = (icon: Icon, text: string | undefined): string | undefined => text && icons(icon) + text;
  const provenance = provenanceText(assessment, escapes);
  const { pending, findings } = assessment;
  return [
    line('type-hierarchy', wayMarkdown(assessment.subject, escapes)),
    line('versions', versionsMarkdown(assessment, escapes)),
    line('type-hierarchy', usersMarkdown(assessment.subject, escapes)),
    line('history', releaseMarkdown(assessment, now, escapes)),
    line(provenance?.verified === true ? 'verified' : 'unverified', provenance?.text),
    line('zap', statement([capabilityMarkdown(input), installScriptsText(assessment, escapes)])),
    line('diff', changesMarkdown(assessment, escapes)),
    line('info', managerMarkdown(assessment, escapes)),
    line('lightbulb', replacementMarkdown(assessment, escapes, MAX_REPLACEMENTS)),
    line('question', coverageSummary(assessment, escapes)),
    pending && findings.length > 0 ? `${icons('sync')}*${escapes.t('Still checking…')}*` : undefined,
  ];
}

function links({ assessment, escapes, commands }: CardInput): string {
  const [worst] = assessment.findings;
  return [
    `[${escapes.t('Whole case')}](${commands.open})`,
    ...(isComparable(assessment) ? [`[${escapes.t('Compare versions')}](${commands.compare})`] : []),
    ...(commands.opinion === undefined ? [] : [`[${escapes.t('Second opinion')}](${commands.opinion})`]),
    ...packageLinks(assessment, escapes.t).map(({ label, url }) => escapes.link(label, url)),
    ...(worst === undefined
      ? []
      : [escapes.link(escapes.t('About {rule}', { rule: worst.rule }), ruleDocsUrl(worst.rule))]),
  ].join(' · ');
}
