import { PROGRAM } from './help.js';

/** What is guarded, as it is called. */
const NAMES = ['npm', 'npx', 'pnpm', 'yarn', 'bun', 'bunx'];

/** Functions that put `guard` before each command; `command npm` goes around them. */
export function shellFunctions(shell: string): string {
  const line = SHELLS[shell] ?? posix;
  return `${NAMES.map(line).join('\n')}\n`;
}

const posix = (name: string): string => `${name}() { command ${PROGRAM} guard --ask -- ${name} "$@"; }`;

const SHELLS: Readonly<Record<string, (name: string) => string>> = Object.freeze({
  bash: posix,
  zsh: posix,
  fish: (name: string) => `function ${name} --wraps ${name}; command ${PROGRAM} guard --ask -- ${name} $argv; end`,
  powershell: (name: string) => `function ${name} { ${PROGRAM} guard --ask '--' ${name} @args }`,
});
