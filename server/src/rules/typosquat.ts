import { eitherOf, phrase, type Level } from '../model/index.js';
import { defineRule } from './rule.js';
import { DAY } from './support/durations.js';
import { likenessOf, standingInWords, type Likeness } from './support/name-likeness.js';
import { nameOf } from './support/text.js';

/** A much-used name with an empty word beside it can be an honest beginning, for which nobody waits half a year. */
const DRESSED_FOR = 180 * DAY;

/** The name is one slip away from a much-used one, and nothing else speaks for the package yet. */
export const typosquat = defineRule({
  id: 'typosquat',
  title: 'Name that looks like a much-used one',
  needs: ['popularity', 'packument', 'meantPackage', 'downloads', 'meantDownloads'],
  find(input) {
    const likeness = likenessOf(input, ['slip', 'dressed']);
    const level = likeness && levelOf(likeness);
    if (likeness === undefined || level === undefined) return [];
    const { first, evidence } = likeness;
    const names = likeness.meant.map((similar) => similar.name);
    return [
      {
        message: phrase('{package} looks like the much-used {meant} ({how}) and {standing}; did you mean {names}?', {
          package: nameOf(input.subject),
          meant: first.name,
          how: first.how,
          standing: standingInWords(likeness),
          names: eitherOf(names),
        }),
        target: 'name',
        level,
        evidence,
        hints: { replaceWith: names },
      },
    ];
  },
});

/** Undefined where there is nothing to say. */
function levelOf({ meant, history, isUsedForItself }: Likeness): Exclude<Level, 'none'> | undefined {
  const isSlip = meant.some(({ kind }) => kind === 'slip');
  if (history === undefined) return isSlip ? 'low' : undefined;
  if (history.standing === 'established' || isUsedForItself) return undefined;
  if (isSlip) return history.standing === 'begun' ? 'medium' : 'high';
  const isYoung = history.age !== undefined && history.age < DRESSED_FOR;
  return history.standing === 'unproven' && isYoung ? 'medium' : undefined;
}
