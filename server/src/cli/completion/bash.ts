import { commandWords, type CommandWords, type Words } from './words.js';

/** Runs in the bash 3.2 of macOS too. Bash takes `--format=json` apart at the equals sign, so that this stands where the option would. */
export function bashCompletion(program: string): string {
  const commands = commandWords();
  const names = commands.map(({ name }) => name);
  const name = `_${program.replaceAll('-', '_')}`;
  return [
    `${name}() {`,
    '  local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD - 1]}" command="" i',
    '  if [ "$prev" = "=" ]; then prev="${COMP_WORDS[COMP_CWORD - 2]}"; fi',
    '  if [ "$cur" = "=" ]; then cur=""; fi',
    '  for ((i = 1; i < COMP_CWORD; i++)); do',
    `    case "\${COMP_WORDS[i]}" in ${names.join('|')}) command="\${COMP_WORDS[i]}"; break ;; esac`,
    '  done',
    '  COMPREPLY=()',
    '  case "$command $prev" in',
    ...commands.flatMap(valueCases),
    '  esac',
    '  case "$command" in',
    `    "") COMPREPLY=($(compgen -W "${names.join(' ')} --help --version" -- "$cur")) ;;`,
    ...commands.flatMap(commandCase),
    '  esac',
    '}',
    `complete -o default -F ${name} ${program}`,
    '',
  ].join('\n');
}

function valueCases({ name, options }: CommandWords): readonly string[] {
  return options.flatMap(({ flag, value }) =>
    value === undefined ? [] : [`    "${name} ${flag}") ${replyOf(value)}; return ;;`],
  );
}

function commandCase({ name, operands, options }: CommandWords): readonly string[] {
  const flags = options.map(({ flag }) => flag).join(' ');
  return [
    `    ${name})`,
    `      case "$cur" in -*) COMPREPLY=($(compgen -W "${flags}" -- "$cur")) ;; *) ${replyOf(operands)} ;; esac ;;`,
  ];
}

/** Where nothing is offered the shell offers files (`-o default`), as it does everywhere. */
function replyOf(words: Words): string {
  return words.kind === 'choices' ? `COMPREPLY=($(compgen -W "${words.choices.join(' ')}" -- "$cur"))` : ':';
}
