import {
  installScriptsOf,
  judgedVersion,
  scriptsDecision,
  spoken,
  valueOf,
  type Assessment,
  type VersionFacts,
  type Words,
} from '../model/index.js';
import { statement } from './support/case-input.js';
import type { Escapes } from './support/escapes.js';

import { ago, isoDay } from './support/words.js';
import { listedIn } from '../protocol/translate.js';

const MAX_COMMAND_LENGTH = 80;
/** Accounts and SPDX expressions; longer ones are no more than noise. */
const MAX_WORD_LENGTH = 60;

/** When the version came and from whom, how much the package is used, and its licence. */
export function releaseMarkdown(assessment: Assessment, now: number, escapes: Escapes): string | undefined {
  const { facts } = assessment;
  const published = publishedFacts(assessment);
  if (published === undefined) return statement(downloads(assessment, escapes));
  const license = published.license ?? valueOf(facts.packument)?.license;
  return statement([
    publication(published, now, escapes),
    ...downloads(assessment, escapes),
    ...(license === undefined
      ? []
      : [escapes.t('licence {license}', { license: escapes.markdown(license, MAX_WORD_LENGTH) })]),
  ]);
}

function publishedFacts({ subject, facts }: Assessment): VersionFacts | undefined {
  const version = judgedVersion(subject);
  return version === undefined ? undefined : valueOf(facts.packument)?.versions[version];
}

/** A registry that lists a version and tells no date leaves the rules about age silent, which is to be seen. */
function publication({ publishedAt, publisher }: VersionFacts, now: number, escapes: Escapes): string {
  const day = publishedAt === undefined ? undefined : isoDay(publishedAt);
  const { t } = escapes;
  const by = publisher === undefined ? undefined : escapes.markdown(publisher, MAX_WORD_LENGTH);
  if (publishedAt === undefined || day === undefined) {
    return by === undefined
      ? t('publication date not known')
      : t('publication date not known, published by {by}', { by });
  }
  const when = `${ago(publishedAt, now, t)} (${day})`;
  return by === undefined ? t('published {when}', { when }) : t('published {when} by {by}', { when, by });
}

/** By npm's own count; absent where nobody was asked. */
function downloads({ facts }: Assessment, { t }: Escapes): readonly string[] {
  const count = valueOf(facts.downloads)?.lastWeek;
  return count === undefined ? [] : [t('{count} downloads in a week', { count: count.toLocaleString('en-US') })];
}

/** What runs at install, in the middle of a sentence; undefined where no version is judged. */
export function installScriptsText(assessment: Assessment, escapes: Escapes): string | undefined {
  if (judgedVersion(assessment.subject) === undefined) return undefined;
  const scripts = installScriptsOf(assessment);
  if (scripts === undefined) return escapes.t('install scripts not known');
  const events = Object.entries(scripts).map(([event, command]) =>
    command === ''
      ? escapes.t('a command')
      : `${escapes.code(event, MAX_COMMAND_LENGTH)}: ${escapes.code(command, MAX_COMMAND_LENGTH)}`,
  );
  if (events.length === 0) return escapes.t('no install scripts');
  const said = escapes.t('runs at install {events}', { events: listedIn(escapes.t, events) });
  const decision = decisionOf(assessment);
  return decision === undefined ? said : `${said} (${escapes.markdown(spoken(decision, escapes.t))})`;
}

/** What the project's package manager was told of them. */
function decisionOf({ subject, manager }: Assessment): Words | undefined {
  return manager && scriptsDecision(manager, { name: subject.name, version: judgedVersion(subject) });
}
