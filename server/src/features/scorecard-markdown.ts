import { valueOf, type Assessment } from '../model/index.js';
import type { Escapes } from './support/escapes.js';
import { isoDay } from './support/words.js';
import { listedIn } from '../protocol/translate.js';

const MAX_NAME_LENGTH = 120;
const MAX_CHECKS = 4;

/** How the repository that the package names is kept; undefined where nobody was asked, or nobody has looked. */
export function scorecardMarkdown({ facts }: Assessment, escapes: Escapes): string | undefined {
  const card = valueOf(facts.scorecard);
  if (card === undefined) return undefined;
  const { t } = escapes;
  const about = {
    repository: escapes.link(card.repository.slice(0, MAX_NAME_LENGTH), addressOf(card.repository)),
    score: String(card.score),
    day: isoDay(card.asOf) ?? '',
  };
  const weak = card.weak
    .slice(0, MAX_CHECKS)
    .map(({ name, score }) => `${escapes.markdown(name, MAX_NAME_LENGTH)} ${score}`);
  return [
    t('{repository} has {score} of 10 in OpenSSF Scorecard ({day})', about),
    ...(card.archived === true ? [t('it is archived')] : []),
    ...(weak.length === 0 ? [] : [t('weak in {checks}', { checks: listedIn(t, weak) })]),
  ].join(' · ');
}

function addressOf(repository: string): string {
  return `https://scorecard.dev/viewer/?uri=${encodeURIComponent(`github.com/${repository}`)}`;
}
