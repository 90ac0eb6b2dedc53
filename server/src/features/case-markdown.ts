import type { Assessment } from '../model/index.js';
import { ruleDocsUrl } from '../model/rule-docs.js';
import { aftermathMarkdown } from './aftermath-markdown.js';
import { broughtInMarkdown } from './brought-in-markdown.js';
import { capabilityMarkdown } from './capability-markdown.js';
import { changesMarkdown } from './changes-markdown.js';
import { coverageMarkdown } from './coverage-markdown.js';
import { acceptedMarkdown, furtherFindings, headlineMarkdown } from './findings-markdown.js';
import { opinionMarkdown, raises } from './opinion-markdown.js';
import { managerMarkdown } from './manager-markdown.js';
import { provenanceText } from './provenance-markdown.js';
import { installScriptsText, releaseMarkdown } from './release-markdown.js';
import { lowUsageMarkdown, replacementMarkdown } from './replacement-markdown.js';
import { scorecardMarkdown } from './scorecard-markdown.js';
import { linesOf, paragraphsOf, statement, type CaseInput } from './support/case-input.js';
import type { Escapes } from './support/escapes.js';
import { packageLinks } from './support/package-links.js';
import { usersMarkdown, versionsMarkdown, wayMarkdown } from './versions-markdown.js';

/** Nobody reads more of them, and a hostile package can have as many as it likes. */
const MAX_LISTED = 30;
const MAX_RULES = 5;

/**
 * One package's whole case in Markdown: paragraphs and lists, no HTML, all text from outside escaped. The only commands open a
 * piece of evidence, and hold nothing of the package.
 */
export function caseMarkdown(input: CaseInput): string {
  const { assessment, now, escapes, broughtIn = [] } = input;
  const opinions = opinionMarkdown(input, { limit: MAX_LISTED });
  const isRaised = raises(assessment);
  return paragraphsOf([
    isRaised ? opinions : undefined,
    headlineMarkdown(input),
    aftermathMarkdown(assessment, now, escapes),
    furtherFindings(input, MAX_LISTED),
    isRaised ? undefined : opinions,
    wayMarkdown(assessment.subject, escapes),
    broughtInMarkdown(broughtIn, escapes, MAX_LISTED),
    linesOf([
      versionsMarkdown(assessment, escapes),
      usersMarkdown(assessment.subject, escapes),
      releaseMarkdown(assessment, now, escapes),
      provenanceText(assessment, escapes)?.text,
      statement([capabilityMarkdown(input), installScriptsText(assessment, escapes)]),
      changesMarkdown(assessment, escapes),
      managerMarkdown(assessment, escapes),
      replacementMarkdown(assessment, escapes, MAX_LISTED),
      lowUsageMarkdown(assessment, escapes, MAX_LISTED),
      scorecardMarkdown(assessment, escapes),
    ]),
    acceptedMarkdown(assessment.accepted, escapes, MAX_LISTED),
    coverageMarkdown(assessment, escapes),
    assessment.pending && assessment.findings.length > 0 ? `*${escapes.t('Still checking…')}*` : undefined,
    links(assessment, escapes),
  ]);
}

function links(assessment: Assessment, escapes: Escapes): string {
  const rules = [...new Set(assessment.findings.map(({ rule }) => rule))];
  return [
    ...packageLinks(assessment, escapes.t).map(({ label, url }) => escapes.link(label, url)),
    ...rules.slice(0, MAX_RULES).map((rule) => escapes.link(escapes.t('About {rule}', { rule }), ruleDocsUrl(rule))),
  ].join(' · ');
}
