import { parseArgs } from 'node:util';
import {
  COMMANDS,
  COMMON_OPTIONS,
  type CommandName,
  type CommandSpec,
  type OptionSpec,
  type OptionValues,
} from './commands.js';

/** What the user wants, or the sentence that says why it cannot be told. */
export type Invocation =
  | { readonly kind: 'help'; readonly command?: CommandSpec }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong-usage'; readonly message: string }
  | {
      readonly kind: 'command';
      readonly command: CommandName;
      readonly operands: readonly string[];
      readonly options: OptionValues;
    };

const SPECS: readonly CommandSpec[] = COMMANDS;

/** @param argv the arguments behind the program's own name */
export function parseArguments(argv: readonly string[]): Invocation {
  const parsed = parsedArguments(argv);
  if (typeof parsed === 'string') return { kind: 'wrong-usage', message: parsed };
  const { values, positionals } = parsed;
  const [name, ...operands] = positionals;
  const spec = SPECS.find((candidate) => candidate.name === name);
  if (values.version === true) return { kind: 'version' };
  if (values.help === true) return { kind: 'help', command: spec };
  if (name === undefined || spec === undefined) return { kind: 'wrong-usage', message: noCommand(name) };
  const message = operandProblem(spec, operands) ?? optionProblem(spec, values);
  if (message !== undefined) return { kind: 'wrong-usage', message };
  return { kind: 'command', command: spec.name as CommandName, operands, options: values };
}

interface Parsed {
  readonly values: OptionValues;
  readonly positionals: readonly string[];
}

function parsedArguments(argv: readonly string[]): Parsed | string {
  const known = [...COMMON_OPTIONS, ...SPECS.flatMap(({ options }) => options)];
  const options = Object.fromEntries(
    known.map(({ name, value }: OptionSpec) => [name, { type: value === undefined ? 'boolean' : 'string' } as const]),
  );
  try {
    // `OptionValues` is derived from the same table as `options`.
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    return parsingProblem(error);
  }
}

/** Node explains at length; its first sentence says what is wrong. */
function parsingProblem(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [sentence = message] = message.split(/[.\n] ?(?=To |Did |$)/);
  return `${sentence}.`;
}

const commandNames = (): string => SPECS.map(({ name }) => name).join(', ');

function noCommand(name: string | undefined): string {
  if (name === undefined) return `A command is missing: ${commandNames()}.`;
  return `There is no command ${name}; the commands are ${commandNames()}.`;
}

function operandProblem({ name, operands: spec }: CommandSpec, operands: readonly string[]): string | undefined {
  if (operands.length < spec.atLeast) return `${name} needs ${spec.usage}.`;
  if (operands.length > spec.atMost) return `${name} takes only ${spec.usage}; ${last(operands)} is too much.`;
  if (operands.includes('')) return `${name} was given an empty ${spec.usage}.`;
  const wrong = operands.find((operand) => spec.choices?.includes(operand) === false);
  return wrong === undefined ? undefined : `${name} takes ${spec.usage}, not ${wrong}.`;
}

function last(operands: readonly string[]): string {
  return operands.at(-1) ?? '';
}

function optionProblem(spec: CommandSpec, values: OptionValues): string | undefined {
  const known: readonly OptionSpec[] = [...COMMON_OPTIONS, ...spec.options];
  for (const [name, value] of Object.entries(values)) {
    const option = known.find((candidate) => candidate.name === name);
    const problem = option === undefined ? `${spec.name} has no option --${name}.` : valueProblem(option, value);
    if (problem !== undefined) return problem;
  }
  return (
    formatConflict(spec, values) ??
    addressProblem('registry', values.registry) ??
    addressProblem('public-registry', values['public-registry'])
  );
}

function valueProblem({ name, choices }: OptionSpec, value: string | boolean): string | undefined {
  if (typeof value !== 'string' || choices === undefined || choices.includes(value)) return undefined;
  return `--${name} takes ${choices.join(', ')}, not ${value === '' ? 'nothing' : value}.`;
}

/** Only where JSON is one of the formats. */
function formatConflict({ options }: CommandSpec, { json, format }: OptionValues): string | undefined {
  const isFormat = options.some(({ name, choices }) => name === 'format' && choices?.includes('json') === true);
  return isFormat && json === true && format !== undefined && format !== 'json'
    ? `--json and --format ${format} contradict each other.`
    : undefined;
}

function addressProblem(option: string, address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const protocol = URL.canParse(address) ? new URL(address).protocol : '';
  return protocol === 'https:' || protocol === 'http:'
    ? undefined
    : `--${option} takes an address that begins with https:// or http://.`;
}
