// `npm start [-- FOLDER] [-- --web]`: the verdicts in the terminal, then the folder in VS Code with the extension.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { PROJECT_ROOT } from './build/project-root.js';
import { openDesktop, type OpenOptions } from './vscode/open-desktop.js';
import { serveWebEditor } from './vscode/web-editor.js';

const EXAMPLE = path.join(PROJECT_ROOT, 'examples', 'shop');

const WEB_COMMAND = 'npm start -- --web';

function say(message: string): void {
  console.log(message);
}

/** Prints what the command line says of the folder. What it finds decides nothing here. */
async function printVerdicts(folder: string): Promise<void> {
  const cli = path.join(PROJECT_ROOT, 'dist', 'cli.cjs');
  // The example's own policy is part of what it shows; whose project another folder is, nobody has said.
  const trust = folder === EXAMPLE ? ['--trust-project-config'] : [];
  const child = spawn(process.execPath, [cli, 'check', folder, ...trust], { stdio: 'inherit' });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
}

async function wantsWeb(): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const question = 'No VS Code was found. Get its server from the npm registry and open it in the browser? [y/N] ';
  const answer = await terminal.question(question);
  terminal.close();
  return /^\s*y(es)?\s*$/i.test(answer);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { web: { type: 'boolean' } }, allowPositionals: true });
  // npm runs scripts in the project's root; paths begin where the user stands.
  const from = process.env.INIT_CWD || process.cwd();
  const folder = positionals[0] === undefined ? EXAMPLE : path.resolve(from, positionals[0]);
  await printVerdicts(folder);
  const options: OpenOptions = { extension: PROJECT_ROOT, folder, say };
  if (values.web !== true) {
    if (await openDesktop(options)) {
      say(`Opened ${folder} in VS Code.`);
      return;
    }
    if (!(await wantsWeb())) {
      say(`No VS Code can be opened here; "${WEB_COMMAND}" serves one to your browser.`);
      return;
    }
  }
  await serveWebEditor(options);
}

await main();
