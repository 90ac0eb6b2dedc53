import {
  scopeOf,
  valueOf,
  type Outcome,
  type Evidence,
  type Packument,
  type Popularity,
  type SimilarName,
} from '../../model/index.js';
import type { RuleInput } from '../rule.js';
import { historyInWords, historyOf, isExistenceUnknown, type NameHistory } from './name-history.js';
import { meantNames, useOf } from './similar-names.js';

/** Much-used names that a name resembles, and what is known of the name itself. */
export interface Likeness {
  readonly first: SimilarName;
  /** Likeliest first, at least one. */
  readonly meant: readonly SimilarName[];
  /** Undefined where nobody could be asked about the name. */
  readonly history: NameHistory | undefined;
  readonly evidence: readonly Evidence[];
}

/**
 * The likeness of these kinds, where the name is there or nobody could be asked whether it is. Undefined where there is
 * none, and for npm's placeholders and names that do not exist, of which other rules speak.
 */
export function likenessOf(
  input: RuleInput<'popularity' | 'packument'> & { readonly facts: { readonly meantPackage?: Outcome<Packument> } },
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
      evidence: meant.map((similar) => resemblance(similar, popularity, valueOf(input.facts.meantPackage))),
    }
  );
}

/** What a lockfile holds was installed before: somebody would have noticed. */
function isUnasked({ subject, facts }: RuleInput<'packument'>): boolean {
  return isExistenceUnknown(facts.packument) && subject.direct && subject.locked === undefined;
}

/** `is 3 days old, with 1 version`, or that nobody could be asked. */
export function standingInWords({ history }: Likeness): string {
  return history === undefined ? 'could not be looked up' : `is ${historyInWords(history)}`;
}

function resemblance(similar: SimilarName, popularity: Popularity, known: Packument | undefined): Evidence {
  return { kind: 'metadata', field: 'name', value: `${useOf(similar, popularity, known)}: ${similar.how}` };
}

/** All names of a scope belong to one owner, who has no need to imitate his own. */
function sharesScope(name: string, similar: SimilarName): boolean {
  const scope = scopeOf(name);
  return scope !== undefined && scope === scopeOf(similar.name);
}
