// Writes `server/src/sources/support/names/established-names.ts` from a list of npm's packages with their downloads:
// `node out/scripts/established-names.js LIST.tsv`. Columns: name, version, downloads a month.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readPopularNames } from '../server/src/sources/support/intelligence/intelligence-lists.js';
import { createNameSimilarity } from '../server/src/sources/support/names/name-similarity.js';

/** Twice of what mirrors and programs that watch the registry fetch of whatever is there. */
const FEWEST_DOWNLOADS = 1000;
const LINE_WIDTH = 116;

const inCheckout = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url));

function establishedIn(list: string): readonly string[] {
  const popular = readPopularNames(readFileSync(inCheckout('server/data/popular-names.txt'), 'utf8'));
  const similarity = createNameSimilarity(popular, []);
  const removed = readFileSync(inCheckout('server/data/malware-names.csv'), 'utf8').split('\n');
  const isRemoved = new Set(removed.map((line) => line.slice(0, line.indexOf(','))));
  return list
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([, , downloads]) => Number(downloads) >= FEWEST_DOWNLOADS)
    .flatMap(([name = '']) => (!isRemoved.has(name) && similarity.similarTo(name).length > 0 ? [name] : []))
    .sort();
}

function linesOf(names: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const name of names) {
    const longer = line === '' ? name : `${line} ${name}`;
    if (longer.length > LINE_WIDTH) lines.push(line);
    line = longer.length > LINE_WIDTH ? name : longer;
  }
  return [...lines, line];
}

const names = establishedIn(readFileSync(process.argv[2] ?? '', 'utf8'));
writeFileSync(
  inCheckout('server/src/sources/support/names/established-names.ts'),
  `/**
 * Names outside of \`server/data/popular-names.txt\` that resemble one of it and were downloaded ${FEWEST_DOWNLOADS.toLocaleString('en')} times a month or
 * more in November 2026: whoever writes them means them. Written by \`scripts/established-names.ts\`; only names that resemble
 * a much-used one are of use here.
 */
export const ESTABLISHED_NAMES = \`
${linesOf(names).join('\n')}
\`;
`,
);
console.log(`${names.length} names`);
