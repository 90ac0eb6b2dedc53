// `npm run evaluate`: what the analysis finds on attacks and on honest packages, and how names are judged, as tables.
// `npm run evaluate -- names` does the names alone, in seconds, and leaves the other tables as they are.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readCorpus, readList, type Corpus } from './corpus.js';
import { attackScores, honestScores, takeoverScores, twinScore } from './evaluation.js';
import { nameScores } from './names/name-scores.js';
import { readPackageFile } from './package-file.js';
import { shareOf, type Score } from './score.js';
import { tableOf, withSection, type Section } from './table.js';
import { tarballsOf } from './tarball-cache.js';
import { anonymous } from './variations/anonymous.js';
import { rewritesWith } from './variations/index.js';

const inCheckout = (file: string): string => fileURLToPath(new URL(`../../../${file}`, import.meta.url));
const DOCUMENT = inCheckout('docs/evaluation.md');

/** Small real packages of CommonJS, in which attacks are hidden. */
const HOSTS = ['ms@2.1.3', 'semver@7.7.3', 'minimist@1.2.8', 'debug@4.4.3', 'qs@6.14.0', 'commander@14.0.2'];

const SETS = ['attacks', 'rewrites', 'takeovers', 'honest'] as const;
type SetName = (typeof SETS)[number];

/** `--only attacks,honest` runs some of it, prints it, and leaves the document as it is. */
function chosen(words: readonly string[]): readonly SetName[] {
  const only = words[words.indexOf('--only') + 1];
  if (!words.includes('--only') || only === undefined) return SETS;
  return SETS.filter((name) => only.split(',').includes(name));
}

async function attackSections(corpus: Corpus, sets: readonly SetName[]): Promise<readonly Section[]> {
  const sections: Section[] = [];
  const add = async (set: SetName, title: string, scores: () => Promise<readonly Score[]>): Promise<void> => {
    if (sets.includes(set)) sections.push({ title, scores: await scores() });
  };
  await add('attacks', 'Attacks at their least severity', async () => [
    ...(await attackScores(corpus, [undefined, anonymous])),
    await twinScore(corpus),
  ]);
  await add('takeovers', 'Takeovers', () => takeoverScores(corpus));
  await add('rewrites', 'Attacks written differently', async () => {
    const hosts = await Promise.all([...(await tarballsOf(HOSTS)).values()].map(readPackageFile));
    return attackScores(corpus, rewritesWith(hosts));
  });
  return sections;
}

async function namesSection(): Promise<Section> {
  const given = inCheckout('../shared/data/popular-names.txt');
  const popular = readList(existsSync(given) ? given : inCheckout('server/data/popular-names.txt'));
  const established = readList(inCheckout('test/evaluation/lists/established.txt'));
  return {
    title: 'Names',
    about: [
      `Written by \`npm run evaluate -- names\` on ${new Date().toISOString().slice(0, 'YYYY-MM-DD'.length)}. No registry is asked: of what is`,
      'there it is supposed that it has one version and a licence but no repository, and the age that is given. Typos are made',
      'by a program in each much-used name of six letters or more, one of each kind; `typosquat` alone has to offer the right',
      'name among its first three, without knowing whether the wrong one exists. Established names that resemble a much-used',
      "one stand in the program's own list, which was made from the same counts of downloads.",
    ],
    scores: await nameScores({ popular, established }),
  };
}

function print({ title, scores }: Section): void {
  console.log(`\n${title}`);
  for (const score of scores) {
    console.log(`  ${score.name}: ${shareOf(score)}`);
    for (const wrong of score.wrong) console.log(`    ${wrong}`);
  }
}

const words = process.argv.slice(2);
if (words.includes('names')) {
  const names = await namesSection();
  print(names);
  await writeFile(DOCUMENT, withSection(await readFile(DOCUMENT, 'utf8'), names));
  process.exit();
}
const sets = chosen(words);
const corpus = readCorpus();
if (corpus === undefined) console.error('The samples of attacks are not at hand: only real packages are judged.');
const sections = [...(corpus === undefined ? [] : await attackSections(corpus, sets))];
if (sets.includes('honest')) sections.push({ title: 'Honest packages', scores: await honestScores(corpus) });
if (sets.length === SETS.length) sections.push(await namesSection());

for (const section of sections) print(section);
if (sets.length === SETS.length && corpus !== undefined) await writeFile(DOCUMENT, tableOf(sections, new Date()));
