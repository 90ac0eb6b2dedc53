import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLimiter } from '../../server/src/platform/limiter.js';
import { SeededRandom } from '../bench/random.js';
import { readList, type Attack, type Corpus } from './corpus.js';
import { readTree, writeTree } from './package-tree.js';
import { scan, type ScanLine } from './scan.js';
import { reaches, scoreOf, staysBelow, type Expectation, type Score } from './score.js';
import { tarballsOf } from './tarball-cache.js';
import { withoutSink } from './variations/without-sink.js';
import type { Variation } from './variations/variation.js';

const SEED = 20_261_126;

function ownList(name: string): readonly string[] {
  return readList(fileURLToPath(new URL(`../../../test/evaluation/lists/${name}.txt`, import.meta.url)));
}

/** Packages as they are, or each of them as a variation writes it. */
export type Rewrite = Variation | undefined;

/** Attacks at their labelled least severity, by the ways they are written in. */
export async function attackScores(corpus: Corpus, rewrites: readonly Rewrite[]): Promise<readonly Score[]> {
  const scores: Score[] = [];
  for (const rewrite of rewrites) {
    const results = await scanRewritten(corpus.attacks, rewrite);
    const expectations = results.map(({ attack, line }): Expectation => ({
      id: attack.id,
      line,
      isRight: reaches(attack.minSeverity),
    }));
    scores.push(scoreOf(rewrite?.name ?? 'as they are', expectations));
  }
  return scores;
}

/** The same attacks with their last step taken out: none is worth stopping for any more. */
export async function twinScore(corpus: Corpus): Promise<Score> {
  const results = await scanRewritten(corpus.attacks, withoutSink);
  return scoreOf(
    'attacks without their sink, below high',
    results.map(({ attack, line }) => ({ id: attack.id, line, isRight: staysBelow('high') })),
  );
}

interface Result {
  readonly attack: Attack;
  readonly line: ScanLine;
}

async function scanRewritten(attacks: readonly Attack[], rewrite: Rewrite): Promise<readonly Result[]> {
  const alone = attacks.filter(({ packument }) => packument === undefined);
  const withDocument = rewrite === undefined ? attacks.filter(({ packument }) => packument !== undefined) : [];
  const folder = await mkdtemp(path.join(tmpdir(), 'package-risk-evaluation-'));
  try {
    const written = rewrite === undefined ? alone.map(asIs) : await writeAll(alone, rewrite, folder);
    const lines = await scan(written.map(({ target }) => target));
    const results = lines.flatMap((line, index) => (written[index] ? [{ attack: written[index].attack, line }] : []));
    for (const attack of withDocument) {
      const [line] = await scan([attack.folder], ['--packument', attack.packument ?? '']);
      if (line !== undefined) results.push({ attack, line });
    }
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Written {
  readonly attack: Attack;
  readonly target: string;
}

function asIs(attack: Attack): Written {
  return { attack, target: attack.folder };
}

async function writeAll(attacks: readonly Attack[], rewrite: Variation, folder: string): Promise<readonly Written[]> {
  const written: Written[] = [];
  for (const [index, attack] of attacks.entries()) {
    const random = new SeededRandom(SEED + index);
    const tree = await rewrite.vary(await readTree(attack.folder), () => random.next());
    if (tree === undefined) continue;
    const target = path.join(folder, attack.id);
    await writeTree(tree, target);
    written.push({ attack, target });
  }
  return written;
}

/** A takeover is told from the version before it: it reaches its severity, and the clean one nothing of the kind. */
export async function takeoverScores(corpus: Corpus): Promise<readonly Score[]> {
  const compromised: Expectation[] = [];
  for (const { id, folder, clean, minSeverity } of corpus.takeovers) {
    const [line] = await scan([folder], ['--previous', clean]);
    if (line !== undefined) compromised.push({ id, line, isRight: reaches(minSeverity) });
  }
  const clean = await scan(corpus.takeovers.map((takeover) => takeover.clean));
  const honest = clean.map((line): Expectation => ({ id: line.target, line, isRight: staysBelow('medium') }));
  return [
    scoreOf('takeovers, beside the version before', compromised),
    scoreOf('the versions before, below medium', honest),
  ];
}

/** Honest packages, and how many of them are left alone. */
export async function honestScores(corpus: Corpus | undefined): Promise<readonly Score[]> {
  const lookAlikes = corpus?.lookAlikes ?? [];
  const lines = await scan(lookAlikes.map(({ folder }) => folder));
  const muchUsed = [...(corpus?.muchUsed ?? []), ...ownList('much-used')];
  const lists = [
    ['much-used packages', muchUsed],
    ['programs and bundles', ownList('programs')],
    ['little-used packages', ownList('little-used')],
  ] as const;
  const scores = [
    scoreOf(
      'honest look-alikes, below high',
      lines.map((line) => ({ id: line.target, line, isRight: staysBelow('high') })),
    ),
  ];
  for (const [name, ids] of lists) scores.push(...(await realScores(name, ids)));
  return [...scores, ...(await releaseScores())];
}

async function realScores(name: string, ids: readonly string[]): Promise<readonly Score[]> {
  const files = await tarballsOf(ids);
  const lines = await scan([...files.values()]);
  const named = [...files.keys()].map((id, index) => ({ id, line: lines[index] ?? { target: id } }));
  const score = (what: string, isRight: Expectation['isRight']): Score =>
    scoreOf(
      `${name}, ${what}`,
      named.map(({ id, line }) => ({ id, line, isRight })),
    );
  return [
    score('below high', staysBelow('high')),
    score('below medium', staysBelow('medium')),
    score('analysed completely', (_level, { incomplete, error }) => incomplete === undefined && error === undefined),
  ];
}

/** Each release beside the one before it, as when somebody upgrades. */
async function releaseScores(): Promise<readonly Score[]> {
  const pairs = ownList('adjacent-releases').map((line) => line.split(' '));
  const files = await tarballsOf(pairs.flat());
  // A scan of two releases keeps one processor busy.
  const limiter = createLimiter(availableParallelism());
  const expectations = await Promise.all(
    pairs.map(async ([previous = '', next = '']): Promise<readonly Expectation[]> => {
      const [from, to] = [files.get(previous), files.get(next)];
      if (from === undefined || to === undefined) return [];
      const [line] = await limiter.run(new AbortController().signal, () => scan([to], ['--previous', from]));
      return line === undefined ? [] : [{ id: next, line, isRight: staysBelow('high') }];
    }),
  );
  return [scoreOf('adjacent releases, below high', expectations.flat())];
}
