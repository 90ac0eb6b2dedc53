import { DEFAULT_WIDTH, paragraph } from '../report/support/layout.js';
import { COMMANDS, COMMON_OPTIONS, type CommandSpec, type OptionSpec } from './commands.js';

export const PROGRAM = 'package-risk';

/** Help for one command, or for the program. */
export function helpText(command: CommandSpec | undefined): string {
  return command === undefined ? programHelp() : commandHelp(command);
}

function programHelp(): string {
  const commands = COMMANDS.map(({ name, operands, summary }): Row => [`${name} ${operands.usage}`, summary]);
  return [
    `Usage: ${PROGRAM} COMMAND [OPTIONS]`,
    '',
    'Judges npm packages before they are installed. Nothing of a package is ever run.',
    '',
    'Commands:',
    ...table(commands),
    '',
    'Options of every command:',
    ...table(COMMON_OPTIONS.map(optionRow)),
    '',
    `${PROGRAM} COMMAND --help tells more of one command.`,
    '',
  ].join('\n');
}

function commandHelp({ name, summary, operands, options, exits = [] }: CommandSpec): string {
  return [
    `Usage: ${PROGRAM} ${name} ${operands.usage} [OPTIONS]`,
    '',
    summary,
    '',
    ...table([[operands.usage, operands.description]]),
    '',
    ...(options.length === 0 ? [] : ['Options:', ...table(options.map(optionRow)), '']),
    'Options of every command:',
    ...table(COMMON_OPTIONS.map(optionRow)),
    '',
    ...(exits.length === 0 ? [] : ['Exit codes:', ...table(exits.map(exitRow)), '']),
  ].join('\n');
}

type Row = readonly [left: string, right: string];

function optionRow({ name, value, description, choices, default: fallback }: OptionSpec): Row {
  const left = value === undefined ? `--${name}` : `--${name} ${value}`;
  const taken = choices === undefined ? '' : ` One of: ${choices.join(', ')}.`;
  const otherwise = fallback === undefined ? '' : ` Default: ${fallback}.`;
  return [left, description + taken + otherwise];
}

function exitRow({ code, meaning }: { readonly code: number; readonly meaning: string }): Row {
  return [String(code), meaning];
}

function table(rows: readonly Row[]): readonly string[] {
  const longest = Math.max(...rows.map(([left]) => left.length));
  return rows.flatMap(([left, right]) => {
    const label = `${left.padEnd(longest)}  `;
    return paragraph(right, { width: DEFAULT_WIDTH, indent: 2, label });
  });
}
