import { commandWords, type CommandWords, type Words } from './words.js';

/** Files are completed by PowerShell itself where nothing is offered. */
export function powershellCompletion(program: string): string {
  return [
    `Register-ArgumentCompleter -Native -CommandName ${program} -ScriptBlock {`,
    '  param($wordToComplete, $commandAst, $cursorPosition)',
    '  $commands = [ordered]@{',
    ...commandWords().map((command) => `    ${quoted(command.name)} = ${tableOf(command)}`),
    '  }',
    '  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })',
    '  $before = if ($wordToComplete) { @($words | Select-Object -SkipLast 1) } else { $words }',
    '  $command = $before | Where-Object { $commands.Contains($_) } | Select-Object -First 1',
    '  $offered = if (-not $command) { @($commands.Keys) + "--help", "--version" }',
    '    elseif ($before -and $commands[$command].values.Contains($before[-1])) { $commands[$command].values[$before[-1]] }',
    '    elseif ($wordToComplete -like "-*") { $commands[$command].options }',
    '    else { $commands[$command].operands }',
    '  $offered | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {',
    '    [System.Management.Automation.CompletionResult]::new($_, $_, "ParameterValue", $_)',
    '  }',
    '}',
    '',
  ].join('\n');
}

function tableOf({ operands, options }: CommandWords): string {
  const values = options.flatMap(({ flag, value }) =>
    value === undefined ? [] : [`${quoted(flag)} = ${listOf(choicesOf(value))}`],
  );
  const flags = listOf(options.map(({ flag }) => flag));
  return `@{ operands = ${listOf(choicesOf(operands))}; options = ${flags}; values = @{ ${values.join('; ')} } }`;
}

function choicesOf(words: Words): readonly string[] {
  return words.kind === 'choices' ? words.choices : [];
}

function listOf(words: readonly string[]): string {
  return `@(${words.map(quoted).join(', ')})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
