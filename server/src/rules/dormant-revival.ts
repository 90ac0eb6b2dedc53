import { phrase, valueOf } from '../model/index.js';
import { defineRule } from './rule.js';
import { oddConductOf } from './support/conduct.js';
import { afterSilence, DAY } from './support/durations.js';
import { newcomerIn } from './support/newcomer.js';
import { isStable, recentHistory, type ReleaseHistory } from './support/release-history.js';
import { silenceBefore } from './support/silence.js';
import { labelOf, shorten } from './support/text.js';

/** After a month whoever uses the package has seen that it lives. */
const NEWS = 30 * DAY;
const SILENT_FOR = 365 * DAY;
/** Two releases and a long silence are no habit that could be broken. */
const RELEASES_BEFORE = 2;

/** Nothing for years, then a small release: finished packages have those at times, and so have accounts that were found open. */
export const dormantRevival = defineRule({
  id: 'dormant-revival',
  title: 'Release after a long silence',
  needs: ['packument'],
  find({ subject, facts, now }) {
    const history = recentHistory(subject, valueOf(facts.packument), now, NEWS);
    if (history === undefined || !isSmallStep(history)) return [];
    const silence = longSilenceBefore(history);
    if (silence === undefined) return [];
    const isOdd = newcomerIn(history) !== undefined || oddConductOf(history).length > 0;
    const { version, publishedAt = 0 } = history.judged.facts;
    const sentence = phrase('{package} came {silence}', { package: labelOf(subject), silence: afterSilence(silence) });
    return [
      {
        message: isOdd ? phrase('{sentence}, and not in the way of those before', { sentence }) : sentence,
        target: 'specifier',
        level: isOdd ? ('medium' as const) : ('low' as const),
        evidence: [
          { kind: 'metadata', field: `time.${shorten(version, 64)}`, value: new Date(publishedAt).toISOString() },
        ],
      },
    ];
  },
});

/** In milliseconds; undefined where the silence is the package's own rhythm: some have a release every other year, and one was due. */
function longSilenceBefore(history: ReleaseHistory): number | undefined {
  const silence = silenceBefore(history);
  if (silence === undefined || silence.releases < RELEASES_BEFORE) return undefined;
  const { length, longestBefore } = silence;
  return length >= SILENT_FOR && length >= longestBefore ? length : undefined;
}

/** A new major is a new beginning, which is announced; and a project that has set up its build is no abandoned one. */
function isSmallStep({ judged, before }: ReleaseHistory): boolean {
  if (judged.facts.provenance !== undefined) return false;
  return isStable(judged) && before.some(({ version }) => version.major === judged.version.major);
}
