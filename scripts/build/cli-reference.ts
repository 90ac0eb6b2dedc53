import prettier from 'prettier';
import { COMMANDS, COMMON_OPTIONS, type CommandSpec, type OptionSpec } from '../../server/src/cli/commands.js';
import { PROGRAM } from '../../server/src/cli/help.js';

const INTRODUCTION = `# ${PROGRAM}

Judges npm packages before they are installed. Nothing of a package is ever run.

\`\`\`sh
${PROGRAM} check            # the project in this folder, its lockfile included
${PROGRAM} explain NAME     # one package, before it is added
${PROGRAM} COMMAND --help   # the same as below, in a terminal
\`\`\`

Reports go to the standard output, everything else to the error output. What could not be checked is always told.`;

/** The manual of the command line as Markdown, from the table that \`--help\` is printed from. */
export async function cliReference(): Promise<string> {
  const commands = COMMANDS as readonly CommandSpec[];
  const text = [
    INTRODUCTION,
    ...commands.map(commandSection),
    '## Options of every command',
    listOf(COMMON_OPTIONS.map(optionItem)),
  ].join('\n\n');
  return await prettier.format(text, { parser: 'markdown', proseWrap: 'preserve' });
}

function commandSection({ name, summary, operands, options, exits = [] }: CommandSpec): string {
  return [
    `## ${name}`,
    `\`${PROGRAM} ${name} ${operands.usage}\``,
    summary,
    listOf([`\`${operands.usage}\`: ${operands.description}`, ...options.map(optionItem)]),
    ...(exits.length === 0 ? [] : ['Exit codes:', listOf(exits.map(({ code, meaning }) => `\`${code}\`: ${meaning}`))]),
  ].join('\n\n');
}

function optionItem({ name, value, description, choices, default: otherwise }: OptionSpec): string {
  const written = value === undefined ? `--${name}` : `--${name} ${value}`;
  const taken = choices === undefined ? '' : ` One of ${choices.map((choice) => `\`${choice}\``).join(', ')}.`;
  return `\`${written}\`: ${description}${taken}${otherwise === undefined ? '' : ` Default: \`${otherwise}\`.`}`;
}

function listOf(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
