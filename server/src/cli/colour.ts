import type { CliIo } from './io.js';

/**
 * Whether stdout gets colours. The option goes first; then `NO_COLOR` (https://no-color.org), `FORCE_COLOR` with Node's
 * meaning, and last what the output is.
 */
export function wantsColour({ stdout, env }: Pick<CliIo, 'stdout' | 'env'>, noColour: boolean): boolean {
  if (noColour || isSet(env.NO_COLOR)) return false;
  const force = env.FORCE_COLOR;
  if (force !== undefined) return force !== '0' && force !== 'false';
  return stdout.isTTY === true && env.TERM !== 'dumb';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
