import { LEVELS, listed, phrase, type Level, type Phrase, type Say } from '../../model/index.js';
import type { Summary } from '../report.js';

const WORST_FIRST: readonly Level[] = Object.freeze([...LEVELS].reverse());

/** What the page says first of all. */
export function verdictText({ packages, direct, levels, hooks, incomplete }: Summary, say: Say): string {
  const ownHooks = LEVELS.reduce((sum, level) => sum + (level === 'none' ? 0 : hooks[level]), 0);
  const found = WORST_FIRST.filter((level) => level !== 'none' && levels[level] > 0);
  const sentences = [
    ...(ownHooks === 0 ? [] : [harmWords(ownHooks)]),
    found.length === 0
      ? nothingWords(ownHooks > 0)
      : phrase('At risk: {levels}.', { levels: listed(found.map((level) => AMOUNTS[level](levels[level]))) }),
    packages === 1
      ? phrase('1 package judged, {direct} of them named by a manifest.', { direct })
      : phrase('{packages} packages judged, {direct} of them named by a manifest.', { packages, direct }),
    ...(incomplete === 0 ? [] : [phrase('Of {incomplete} not everything could be checked.', { incomplete })]),
  ];
  return sentences.map((sentence) => say(sentence)).join(' ');
}

function harmWords(hooks: number): Phrase {
  return hooks === 1
    ? phrase('The repository itself does harm: 1 hook.')
    : phrase('The repository itself does harm: {hooks} hooks.', { hooks });
}

function nothingWords(hasHooks: boolean): Phrase {
  return hasHooks ? phrase('Nothing at risk was found among packages.') : phrase('Nothing at risk was found.');
}

/** So many of a level, for a list. */
const AMOUNTS: Readonly<Record<Level, (amount: number) => Phrase>> = Object.freeze({
  critical: (critical) => phrase('{critical} critical', { critical }),
  high: (high) => phrase('{high} high', { high }),
  medium: (medium) => phrase('{medium} medium', { medium }),
  low: (low) => phrase('{low} low', { low }),
  none: (none) => phrase('{none} none', { none }),
});
