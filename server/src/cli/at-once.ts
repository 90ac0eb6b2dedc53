import type { Invocation } from './arguments.js';
import { complain } from './context.js';
import { EXIT_CODES } from './exit-codes.js';
import { helpText, PROGRAM } from './help.js';
import type { CliIo } from './io.js';

type CommandInvocation = Extract<Invocation, { readonly kind: 'command' }>;

/** Answers what needs no engine, with the exit code; gives back a command that somebody has to run. */
export function answerAtOnce(
  invocation: Invocation,
  io: Pick<CliIo, 'stdout' | 'stderr' | 'version'>,
): number | CommandInvocation {
  switch (invocation.kind) {
    case 'help':
      io.stdout.write(helpText(invocation.command));
      return EXIT_CODES.ok;
    case 'version':
      io.stdout.write(`${io.version}\n`);
      return EXIT_CODES.ok;
    case 'wrong-usage':
      complain(io, `${invocation.message} See ${PROGRAM} --help.`);
      return EXIT_CODES.unusable;
    case 'command':
      return invocation;
  }
}
