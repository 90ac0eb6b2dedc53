import { COMMANDS, COMMON_OPTIONS, type CommandSpec, type OptionSpec } from '../commands.js';

/** What may stand at a place of the command line. */
export type Words =
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  | { readonly kind: 'files' }
  /** Names and addresses, which nobody here can know. */
  | { readonly kind: 'anything' };

export interface OptionWords {
  /** With its dashes. */
  readonly flag: string;
  readonly description: string;
  /** Of its value; undefined for a switch. */
  readonly value: Words | undefined;
}

export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly operands: Words;
  readonly options: readonly OptionWords[];
}

/** What every shell's completion is written from: the table that `--help` is printed from. */
export function commandWords(): readonly CommandWords[] {
  return (COMMANDS as readonly CommandSpec[]).map(({ name, summary, operands, options }) => ({
    name,
    summary,
    operands: wordsOf(operands.usage, operands.choices),
    options: [...options, ...COMMON_OPTIONS].map(optionWords),
  }));
}

function optionWords({ name, description, value, choices }: OptionSpec): OptionWords {
  return { flag: `--${name}`, description, value: value === undefined ? undefined : wordsOf(value, choices) };
}

/** Words that stand for files and folders in usage lines. */
const FILES = /\b(?:PATH|FILE|PLACE|TARGET)\b/;

function wordsOf(usage: string, choices: readonly string[] | undefined): Words {
  if (choices !== undefined) return { kind: 'choices', choices };
  return FILES.test(usage) ? { kind: 'files' } : { kind: 'anything' };
}
