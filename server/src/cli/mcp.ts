import path from 'node:path';
import { startFolder, type CommandContext } from './context.js';
import { EXIT_CODES } from './exit-codes.js';

/** Serves an agent until that goes away. Its protocol is loaded only here: no other command waits for it. */
export async function mcp({ io, engine, repositories, cache, renew, operands, options, logger }: CommandContext) {
  const [given = startFolder(io)] = operands;
  const folder = path.resolve(io.cwd, given);
  const trusted = options['trust-project-config'] === true;
  await io.serveMcp({ engine, repositories, cwd: folder, trusted, logger, renew });
  await cache.settle();
  return EXIT_CODES.ok;
}
