import { findOnPath } from '../vscode/machine.js';
import { runCommand } from '../vscode/run-command.js';

export interface DebianProgram {
  /** What it may be called, the best first. */
  readonly names: readonly string[];
  /** Of Debian, which bring it. */
  readonly packages: readonly string[];
  /** Environment variable that may name one. */
  readonly variable: string;
}

/** The variable, else the first known name on the PATH, else Debian's, which takes root or a sudo without a password. */
export async function ensureProgram(program: DebianProgram, say: (message: string) => void): Promise<string> {
  const there = find(program);
  if (there !== undefined) return there;
  const { names, packages, variable } = program;
  say(`installing ${packages.join(' and ')} with apt-get`);
  try {
    await apt(['update']);
    await apt(['install', '-y', '--no-install-recommends', ...packages]);
  } catch (cause) {
    throw new Error(`There is no ${names[0]} on the PATH and none could be installed: set ${variable} to one.`, {
      cause,
    });
  }
  const installed = find(program);
  if (installed === undefined)
    throw new Error(`apt-get installed ${packages.join()}, and ${names[0]} is not on the PATH`);
  return installed;
}

function find({ names, variable }: DebianProgram): string | undefined {
  return process.env[variable] || findOnPath(names);
}

async function apt(args: readonly string[]): Promise<void> {
  const command = process.getuid?.() === 0 ? ['apt-get', ...args] : ['sudo', '-n', 'apt-get', ...args];
  const [program = 'apt-get', ...rest] = command;
  await runCommand(program, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}
