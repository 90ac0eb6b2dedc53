import { commandWords, type CommandWords, type OptionWords, type Words } from './words.js';

/** Works from a folder of `$fpath` as well as through `eval`. */
export function zshCompletion(program: string): string {
  const name = `_${program.replaceAll('-', '_')}`;
  return [
    `#compdef ${program}`,
    `${name}() {`,
    '  local curcontext="$curcontext" state line',
    "  _arguments -C '--help[Print the help]' '--version[Print the version]' '1:command:->command' '*::argument:->argument'",
    '  case "$state" in',
    '    command)',
    '      local -a commands',
    '      commands=(',
    ...commandWords().map((command) => `        ${quoted(`${command.name}:${command.summary}`)}`),
    '      )',
    "      _describe 'command' commands ;;",
    '    argument)',
    '      case "$words[1]" in',
    ...commandWords().map(commandCase),
    '      esac ;;',
    '  esac',
    '}',
    `if [ "$funcstack[1]" = "${name}" ]; then ${name} "$@"; else compdef ${name} ${program}; fi`,
    '',
  ].join('\n');
}

function commandCase({ name, operands, options }: CommandWords): string {
  const specs = [...options.map(optionSpec), `*:argument:${actionOf(operands)}`];
  return `        ${name}) _arguments ${specs.map(quoted).join(' ')} ;;`;
}

function optionSpec({ flag, description, value }: OptionWords): string {
  const text = description.replace(/[[\]:\\]/g, '\\$&');
  return value === undefined ? `${flag}[${text}]` : `${flag}=[${text}]:value:${actionOf(value)}`;
}

function actionOf(words: Words): string {
  switch (words.kind) {
    case 'choices':
      return `(${words.choices.join(' ')})`;
    case 'files':
      return '_files';
    case 'anything':
      return ' ';
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
