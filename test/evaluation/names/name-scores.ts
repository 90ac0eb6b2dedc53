import { absent, inEnglish, type Outcome, type Packument } from '../../../server/src/model/index.js';
import { typosquat } from '../../../server/src/rules/typosquat.js';
import { SeededRandom } from '../../bench/random.js';
import { NOW } from '../../support/subjects.js';
import type { Score } from '../score.js';
import { internalNames } from './internal-names.js';
import { NOBODY_ASKED, publishedBefore, saidOf, standingIn, type Standing } from './judged-name.js';
import { singleTypos, TYPO_KINDS, type Typo } from './single-typos.js';

const SEED = 20_261_127;
const INTERNAL_NAMES = 500;
const SUGGESTIONS_READ = 3;
const YEAR = 365;

export interface NameLists {
  /** Much-used names, first is rank 1; some may stand twice. */
  readonly popular: readonly string[];
  /** Names outside of these that are used and old. */
  readonly established: readonly string[];
  /** Those of the much-used names that are misspelt: all, unless told otherwise. */
  readonly misspelt?: readonly string[];
}

/** How names are judged by how they are written. */
export async function nameScores({ popular, established, misspelt = popular }: NameLists): Promise<readonly Score[]> {
  const standing = standingIn(popular);
  const typos = singleTypos([...new Set(misspelt)], new SeededRandom(SEED));
  const internal = internalNames(INTERNAL_NAMES, new SeededRandom(SEED));
  return [
    await quietScore('much-used names, left alone even if published yesterday', popular, publishedBefore(1), standing),
    await quietScore(
      'established names outside the list, left alone',
      established,
      publishedBefore(3 * YEAR),
      standing,
    ),
    await quietScore('the same where nobody can be asked', established, NOBODY_ASKED, standing),
    ...(await typoScores(typos, new Set(popular), standing)),
    await internalScore(internal, standing),
  ];
}

async function quietScore(
  name: string,
  names: readonly string[],
  known: Outcome<Packument> | Packument,
  standing: Standing,
): Promise<Score> {
  const standings = await standing(names);
  return scoreOf(
    name,
    names.map((one, index) => {
      const [draft] = saidOf(one, standings[index] ?? NOWHERE, known);
      return { id: one, isRight: draft === undefined, got: inEnglish(draft?.message ?? '') };
    }),
  );
}

const NOWHERE = { listSize: 0, similar: [] };

/** By kind of typo, and all together: `typosquat` alone offers the right name, and does not know whether the wrong one exists. */
async function typoScores(
  typos: readonly Typo[],
  popular: ReadonlySet<string>,
  standing: Standing,
): Promise<readonly Score[]> {
  // What comes out as another much-used name is no typo that anybody could tell.
  const fresh = typos.filter(({ written }) => !popular.has(written));
  const standings = await standing(fresh.map(({ written }) => written));
  const results = fresh.map(({ kind, written, meant }, index): Result & Pick<Typo, 'kind'> => {
    const [draft] = saidOf(written, standings[index] ?? NOWHERE, NOBODY_ASKED, [typosquat]);
    const offered = draft?.hints?.replaceWith?.slice(0, SUGGESTIONS_READ) ?? [];
    return {
      kind,
      id: written,
      isRight: offered.includes(meant),
      got: `${meant} was meant, offered: ${offered.join(', ')}`,
    };
  });
  return [
    ...TYPO_KINDS.map((kind) =>
      scoreOf(
        `single typos with the right suggestion: ${kind}`,
        results.filter((result) => result.kind === kind),
      ),
    ),
    scoreOf('single typos with the right suggestion', results),
  ];
}

/** Whether such a name is there or not, nothing is offered in its place. */
async function internalScore(names: readonly string[], standing: Standing): Promise<Score> {
  const standings = await standing(names);
  return scoreOf(
    'internal names without a suggestion',
    names.map((id, index) => {
      const drafts = [absent(NOW), NOBODY_ASKED, publishedBefore(1)].flatMap((known) =>
        saidOf(id, standings[index] ?? NOWHERE, known),
      );
      const offered = drafts.flatMap((draft) => draft.hints?.replaceWith ?? []);
      return { id, isRight: offered.length === 0, got: offered.join(', ') };
    }),
  );
}

interface Result {
  readonly id: string;
  readonly isRight: boolean;
  readonly got: string;
}

function scoreOf(name: string, results: readonly Result[]): Score {
  const wrong = results.filter((result) => !result.isRight);
  return {
    name,
    total: results.length,
    right: results.length - wrong.length,
    wrong: wrong.map(({ id, got }) => `${id}: ${got}`),
  };
}
