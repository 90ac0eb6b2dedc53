/** Commands that a terminal may be handed: nothing of a package or a project is part of them. */
const INSTALL_COMMANDS: readonly string[] = ['npm', 'yarn', 'pnpm', 'bun', 'vlt', 'deno'].map(
  (manager) => `${manager} install`,
);

/** The command itself where it is one of those known; undefined for everything else. */
export function knownInstallCommand(command: string): string | undefined {
  return INSTALL_COMMANDS.find((known) => known === command);
}
