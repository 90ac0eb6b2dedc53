import { arrayOf, objectOf } from '../json.js';

/** Names of accounts have no blanks, and nobody's is longer. */
const ACCOUNT = /^[^\s\p{Cc}]{1,200}$/u;
/** A package has a team, not a town: DefinitelyTyped's have some dozens. */
const MAX_ACCOUNTS = 100;

/** The names in a `maintainers` list, each once, in the order of the alphabet. What is no list names nobody. */
export function accountsOf(maintainers: unknown): readonly string[] {
  const names = arrayOf(maintainers)
    .slice(0, MAX_ACCOUNTS)
    .map((each) => objectOf(each)?.name)
    .filter((name): name is string => typeof name === 'string' && ACCOUNT.test(name));
  return [...new Set(names)].sort();
}
