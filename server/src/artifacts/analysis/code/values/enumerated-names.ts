import { isObj } from './objects.js';
import { CLEAN, ownTaints } from './taints.js';
import { placeholder } from './text.js';
import type { Elements, Known, Value } from './types.js';

/**
 * Variables of the environment that stand for all when code goes through them: what picks some by their names (`DEBUG_…`,
 * the settings of a proxy) picks none of these, and has none of the secrets then.
 */
const SPECIMENS: readonly Known[] = [
  'NPM_TOKEN',
  'NODE_AUTH_TOKEN',
  'GITHUB_TOKEN',
  'GITLAB_TOKEN',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AZURE_CLIENT_SECRET',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'OPENAI_API_KEY',
  'ANTHROPIC_API_KEY',
  'DATABASE_PASSWORD',
  'WALLET_PRIVATE_KEY',
  'MNEMONIC',
].map((value) => Object.freeze({ kind: 'known', value, taints: CLEAN }));

/** Any other variable: nobody knows its name. */
export const OTHER_VARIABLE = placeholder('env');

/** What a loop over the environment goes through. */
export function environmentNames(): Elements {
  return { items: [...SPECIMENS, OTHER_VARIABLE], complete: false, rest: OTHER_VARIABLE };
}

/** Whether code came by a name through going over all of them: it is the very one, not one that reads the same. */
export function isEnumerated(key: Value): key is Known {
  return SPECIMENS.some((one) => one === key);
}

/** The name, of a variable or of a file in a folder, that a callback is called for: `(name) => …`, `([name, value]) => …`, `(all, [name, value]) => …`. */
export function enumeratedIn(args: readonly Value[]): string | undefined {
  const firsts = args.flatMap((arg) => (isObj(arg) ? (arg.items ?? []).slice(0, 1) : [arg]));
  const found = firsts.find(isEnumerated);
  return found === undefined ? nameOfEntry(firsts) : String(found.value);
}

function nameOfEntry(values: readonly Value[]): string | undefined {
  return values.flatMap(ownTaints).find(({ kind }) => kind === 'entry-name')?.detail;
}
