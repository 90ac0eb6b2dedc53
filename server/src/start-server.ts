// What the editor starts: runs the language server's program, with what an earlier session has compiled of it where the editor names
// a folder for that.
import { createRequire } from 'node:module';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runCompiled } from './platform/programs/compiled-program.js';

/** By then most of what a session needs has run once, and V8 has not yet thrown away what was only needed for the start. */
const KEEP_AFTER_MS = 30_000;

const program = fileURLToPath(new URL('language-server.cjs', import.meta.url));
// How the editor talks to the server is among the arguments too.
const { values } = parseArgs({ options: { 'compiled-code': { type: 'string' } }, strict: false });
const folder = values['compiled-code'];

if (typeof folder === 'string' && folder !== '') {
  const server = runCompiled(program, folder);
  if (!server.wasCompiled) setTimeout(() => server.keep(), KEEP_AFTER_MS).unref();
  process.on('exit', () => server.keep());
} else {
  createRequire(import.meta.url)(program);
}
