import {
  likeliestMeant,
  phrase,
  scopeOf,
  valueOf,
  type Downloads,
  type Evidence,
  type Outcome,
  type Phrase,
  type Popularity,
  type SimilarName,
} from '../../model/index.js';
import type { RuleInput } from '../rule.js';
import { historyInWords, historyOf, isExistenceUnknown, type NameHistory } from './name-history.js';
import { meantNames, useOf, type MeantFacts } from './similar-names.js';
import { ownWords } from './text.js';
import { downloadsInWords, isUsedForItself } from './usage.js';

/** Much-used names that a name resembles, and what is known of the name itself. */
export interface Likeness {
  readonly first: SimilarName;
  /** Likeliest first, at least one. */
  readonly meant: readonly SimilarName[];
  /** Undefined where nobody could be asked about the name. */
  readonly history: NameHistory | undefined;
  /** How much the name itself is used; undefined where nobody tells. */
  readonly downloads: Downloads | undefined;
  /** Most who write it mean it. */
  readonly isUsedForItself: boolean;
  readonly evidence: readonly Evidence[];
}

/** What makes the case clearer where it was asked. */
interface UsageFacts extends MeantFacts {
  readonly downloads?: Outcome<Downloads>;
}

/**
 * The likeness of these kinds, where the name is there or nobody could be asked whether it is. Undefined where there is
 * none, and for npm's placeholders and names that do not exist, of which other rules speak.
 */
export function likenessOf(
  input: RuleInput<'popularity' | 'packument'> & { readonly facts: UsageFacts },
  kinds: readonly SimilarName['kind'][],
): Likeness | undefined {
  const popularity = valueOf(input.facts.popularity);
  const packument = valueOf(input.facts.packument);
  const history = packument && historyOf(packument, input.now);
  if (popularity === undefined || (history === undefined && !isUnasked(input))) return undefined;
  const meant = meantNames(input.subject.name, popularity).filter(
    (similar) => kinds.includes(similar.kind) && !(history && sharesScope(input.subject.name, similar)),
  );
  const [first] = meant;
  return (
    first && {
      first,
      meant,
      history,
      ...usageOf(first, popularity, history, input.facts),
      evidence: meant.map((similar) => resemblance(similar, popularity, input.facts)),
    }
  );
}

function usageOf(
  { name }: SimilarName,
  popularity: Popularity,
  history: NameHistory | undefined,
  facts: UsageFacts,
): Pick<Likeness, 'downloads' | 'isUsedForItself'> {
  const downloads = valueOf(facts.downloads);
  const ofMeant = likeliestMeant(popularity) === name ? valueOf(facts.meantDownloads) : undefined;
  return { downloads, isUsedForItself: history !== undefined && isUsedForItself(history, downloads, ofMeant) };
}

/** What a lockfile holds was installed before: somebody would have noticed. */
function isUnasked({ subject, facts }: RuleInput<'packument'>): boolean {
  return isExistenceUnknown(facts.packument) && subject.direct && subject.locked === undefined;
}

/** `is 3 days old, with 1 version and 12 downloads in a week`, or that nobody could be asked. */
export function standingInWords({ history, downloads }: Likeness): Phrase {
  if (history === undefined) return phrase('could not be looked up');
  const told = historyInWords(history);
  return downloads === undefined
    ? told
    : phrase('{history} and {downloads}', { history: told, downloads: downloadsInWords(downloads) });
}

function resemblance(similar: SimilarName, popularity: Popularity, facts: MeantFacts): Evidence {
  return {
    kind: 'metadata',
    field: 'name',
    ...ownWords(phrase('{use}: {how}', { use: useOf(similar, popularity, facts), how: similar.how })),
  };
}

/** All names of a scope belong to one owner, who has no need to imitate his own. */
function sharesScope(name: string, similar: SimilarName): boolean {
  const scope = scopeOf(name);
  return scope !== undefined && scope === scopeOf(similar.name);
}
