/** Programs that install packages, anywhere in a command line: what follows them is the server's to read. */
const INSTALLS = /(?:^|[\s;&|(/\\])(?:npm|npx|pnpm|pnpx|yarn|bun|bunx|deno|vlt)(?:\.cmd)?\s+\S/;

export function mayInstall(command: string): boolean {
  return INSTALLS.test(command);
}

/** @param malware a sentence for each package, at least one */
export function stopText(malware: readonly string[]): string {
  const [first = '', ...others] = malware;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `Package Risk: the command that was just started installs known malware. ${first}${more}`;
}
