// `npm run evaluate`: what the analysis finds on attacks and on honest packages, as tables.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readCorpus, type Corpus } from './corpus.js';
import { attackScores, honestScores, takeoverScores, twinScore } from './evaluation.js';
import { readPackageFile } from './package-file.js';
import { shareOf, type Score } from './score.js';
import { tableOf, type Section } from './table.js';
import { tarballsOf } from './tarball-cache.js';
import { anonymous } from './variations/anonymous.js';
import { rewritesWith } from './variations/index.js';

const DOCUMENT = fileURLToPath(new URL('../../../docs/evaluation.md', import.meta.url));

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

const sets = chosen(process.argv.slice(2));
const corpus = readCorpus();
if (corpus === undefined) console.error('The samples of attacks are not at hand: only real packages are judged.');
const sections = [...(corpus === undefined ? [] : await attackSections(corpus, sets))];
if (sets.includes('honest')) sections.push({ title: 'Honest packages', scores: await honestScores(corpus) });

for (const { title, scores } of sections) {
  console.log(`\n${title}`);
  for (const score of scores) {
    console.log(`  ${score.name}: ${shareOf(score)}`);
    for (const wrong of score.wrong) console.log(`    ${wrong}`);
  }
}
if (sets.length === SETS.length && corpus !== undefined) await writeFile(DOCUMENT, tableOf(sections, new Date()));
