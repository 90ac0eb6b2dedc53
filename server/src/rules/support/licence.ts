/** Notes that say nothing about the terms, or only which of them may be exchanged for later ones. */
const NOISE = /[()"',]|\b(?:the|licen[cs]ed?|version|only|or-later)\b/g;

/** One licence under the names that manifests have for it; what is merely told more exactly than before has not changed. */
const SAME: readonly (readonly [form: RegExp, name: string])[] = Object.freeze([
  [/^(?:mit|x11|expat|mit ?\/ ?x11|mit-0)$/, 'mit'],
  [/^(?:new |simplified |revised |modified )?bsd(?:[- ]?[0-9](?:[- ]?clause)?)?$/, 'bsd'],
  [/^apache(?:[- ]software)?(?:[- v]*2(?:\.0)?)?$/, 'apache-2.0'],
  [/^mpl[- v]*2(?:\.0)?$/, 'mpl-2.0'],
  [/^gpl[- v]*2(?:\.0)?\+?-?$/, 'gpl-2.0'],
  [/^gpl[- v]*3(?:\.0)?\+?-?$/, 'gpl-3.0'],
  [/^agpl[- v]*3(?:\.0)?\+?-?$/, 'agpl-3.0'],
  [/^lgpl[- v]*3(?:\.0)?\+?-?$/, 'lgpl-3.0'],
]);

/** What several ways of writing one licence have in common: its choices in the order of the alphabet, without notes. */
export function licenceWords(licence: string): string {
  const choices = licence.split(/\s+or\s+|\s*\|\|\s*/i).map(wordOf);
  return [...new Set(choices)].sort().join(' or ');
}

function wordOf(choice: string): string {
  const text = choice.toLowerCase().replace(NOISE, ' ').replace(/\s+/g, ' ').trim();
  return SAME.find(([form]) => form.test(text))?.[1] ?? text;
}

const PERMISSIVE =
  /^(?:mit|isc|bsd|0bsd|apache-2\.0|unlicense|public domain|cc0-1\.0|wtfpl|zlib|blueoak-1\.0\.0|python-2\.0|artistic-2\.0|bsl-1\.0)$/;
const COPYLEFT = /^(?:[al]?gpl|mpl|epl|cddl|eupl|osl|cc-by-sa)\b/;

/**
 * How much a licence allows: 3 nearly everything, 2 where what is passed on has to stay as free, 1 what its own text says. The
 * widest of its choices counts.
 */
export function grantOf(licence: string): number {
  const grants = licenceWords(licence)
    .split(' or ')
    .map((choice) => (PERMISSIVE.test(choice) ? 3 : COPYLEFT.test(choice) ? 2 : 1));
  return Math.max(...grants);
}
