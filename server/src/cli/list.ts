import path from 'node:path';
import { inEnglish, listEntries, type DependencyGraph, type Outcome } from '../model/index.js';
import { listText } from '../report/list-text.js';
import { jsonPieces } from '../report/support/json-pieces.js';
import { complain, startFolder, type CommandContext } from './context.js';
import { EXIT_CODES } from './exit-codes.js';

/** Prints the entries of one lockfile. */
export async function list({ io, engine, operands, options }: CommandContext): Promise<number> {
  const given = operands[0] ?? startFolder(io);
  const outcome = await engine.readLockfile(path.resolve(io.cwd, given));
  const problem = unreadable(outcome);
  if (outcome.status !== 'ok' || problem !== undefined) {
    complain(io, `${given}: ${problem ?? ''}`);
    return EXIT_CODES.unusable;
  }
  const graph = outcome.value;
  for (const message of new Set(graph.problems.map((one) => inEnglish(one.message))))
    complain(io, `${given}: ${message}`);
  const entries = listEntries(graph);
  if (options.json === true) for (const piece of jsonPieces(entries)) io.stdout.write(piece);
  else io.stdout.write(listText(entries, graph));
  return EXIT_CODES.ok;
}

function unreadable(outcome: Outcome<DependencyGraph>): string | undefined {
  switch (outcome.status) {
    case 'absent':
      return 'there is no lockfile.';
    case 'failed':
    case 'skipped':
      return outcome.message;
    case 'ok':
      return outcome.value.entries.size === 0 ? firstProblem(outcome.value) : undefined;
  }
}

function firstProblem({ problems: [first] }: DependencyGraph): string | undefined {
  return first && inEnglish(first.message);
}
