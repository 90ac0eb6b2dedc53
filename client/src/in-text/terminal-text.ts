import type { Translate } from '../../../server/src/protocol/translate.js';

/** Programs that install packages, anywhere in a command line: what follows them is the server's to read. */
const INSTALLS = /(?:^|[\s;&|(/\\])(?:npm|npx|pnpm|pnpx|yarn|bun|bunx|deno|vlt)(?:\.cmd)?\s+\S/;

export function mayInstall(command: string): boolean {
  return INSTALLS.test(command);
}

/** @param malware a sentence for each package, at least one */
export function stopText(malware: readonly string[], t: Translate): string {
  const [first = '', ...others] = malware;
  const said = t('the command that was just started installs known malware.');
  const more = others.length === 0 ? '' : ` ${t('(and {amount} more)', { amount: others.length })}`;
  return `Package Risk: ${said} ${first}${more}`;
}
