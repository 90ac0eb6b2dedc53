import { commandWords, type CommandWords, type Words } from './words.js';

export function fishCompletion(program: string): string {
  const commands = commandWords();
  return [
    `complete -c ${program} -f`,
    ...['help', 'version'].map((name) => `complete -c ${program} -n __fish_use_subcommand -l ${name}`),
    ...commands.flatMap((command) => linesOf(program, command)),
    '',
  ].join('\n');
}

function linesOf(program: string, { name, summary, operands, options }: CommandWords): readonly string[] {
  const start = `complete -c ${program} -n '__fish_seen_subcommand_from ${name}'`;
  return [
    `complete -c ${program} -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ...(operands.kind === 'anything' ? [] : [`${start} ${offered(operands)}`]),
    ...options.map(({ flag, description, value }) => {
      const taken = value === undefined ? '' : ` -r ${offered(value)}`;
      return `${start} -l ${flag.slice(2)}${taken.trimEnd()} -d ${quoted(description)}`;
    }),
  ];
}

function offered(words: Words): string {
  switch (words.kind) {
    case 'choices':
      return `-f -a ${quoted(words.choices.join(' '))}`;
    case 'files':
      return '-F';
    case 'anything':
      return '-f';
  }
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
