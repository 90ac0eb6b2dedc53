import { eitherOf, phrase, valueOf, type Evidence, type Level, type Phrase, type Words } from '../model/index.js';
import { defineRule } from './rule.js';
import { oddConductOf } from './support/conduct.js';
import { afterSilence, DAY } from './support/durations.js';
import { newcomerIn, type Newcomer } from './support/newcomer.js';
import { recentHistory, type ReleaseHistory } from './support/release-history.js';
import { silenceBefore } from './support/silence.js';
import { labelOf, shorten } from './support/text.js';

/** What has been out for longer has been looked at by the package's other maintainers. */
const NEWS = 90 * DAY;
/** Nearly every takeover was found in its first days; a month is generous. */
const YOUNG = 30 * DAY;
/** Packages rest for months without being given up. */
const GIVEN_UP_AFTER = 365 * DAY;

/** Somebody publishes who had nothing to do with the package: it was handed over, or taken. */
export const publisherChanged = defineRule({
  id: 'publisher-changed',
  title: 'Release by somebody who is new to the package',
  needs: ['packument'],
  find({ subject, facts, now }) {
    const history = recentHistory(subject, valueOf(facts.packument), now, NEWS);
    const newcomer = history && newcomerIn(history);
    if (history === undefined || newcomer === undefined) return [];
    const circumstances = circumstancesOf(history, newcomer);
    const conduct = oddConductOf(history);
    const level = levelOf(circumstances.length, conduct.length, newcomer, history.age < YOUNG);
    if (level === undefined) return [];
    const sentence: Words = phrase('{package} was published by {publisher}, who is new to this package', {
      package: labelOf(subject),
      publisher: shorten(newcomer.name, 40),
    });
    return [
      {
        message: [...circumstances, ...conduct].reduce<Words>(
          (before, next) => phrase('{before}; {next}', { before, next }),
          sentence,
        ),
        target: 'specifier',
        level,
        evidence: evidenceOf(history, newcomer),
      },
    ];
  },
});

/** What surrounds the change: each of these is a part of honest handovers, too. */
function circumstancesOf(history: ReleaseHistory, { predecessors, predecessorsStay }: Newcomer): readonly Phrase[] {
  const silence = silenceBefore(history)?.length ?? 0;
  const names = eitherOf(predecessors.slice(0, 2).map((name) => shorten(name, 40)));
  return [
    ...(silence >= GIVEN_UP_AFTER ? [phrase('it came {silence}', { silence: afterSilence(silence) })] : []),
    ...(predecessorsStay === false ? [phrase('it can no longer be published by {names}', { names })] : []),
  ];
}

/**
 * A team that takes somebody in says so by staying: then there is nothing to tell. An abandoned package that finds a new owner
 * looks like one that was taken, but for how the release was made.
 */
function levelOf(
  circumstances: number,
  conduct: number,
  { predecessorsStay }: Newcomer,
  isYoung: boolean,
): Level | undefined {
  if (conduct > 0) return isYoung && circumstances + conduct > 1 ? 'high' : 'medium';
  if (circumstances > 1) return 'medium';
  return circumstances === 0 && predecessorsStay === true ? undefined : 'low';
}

function evidenceOf({ judged, before }: ReleaseHistory, { name, predecessors }: Newcomer): readonly Evidence[] {
  const last = before.findLast(({ facts }) => facts?.publisher !== undefined && predecessors.includes(facts.publisher));
  const entry = (version: string, value = ''): Evidence => ({
    kind: 'metadata',
    field: `versions.${shorten(version, 64)}._npmUser.name`,
    value: shorten(value, 80),
  });
  return [
    entry(judged.facts.version, name),
    ...(last === undefined ? [] : [entry(last.version.version, last.facts?.publisher)]),
  ];
}
