import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { activationTimes } from './activation.js';
import { type HostReport, readContext } from './context.js';

/** A first answer waits for the editor, the language server and the local registry to start. */
const TEST_LIMIT_MS = 30_000;

/** What VS Code calls in the extension host: runs the chosen suites, reports, and rejects where a test failed. */
export async function run(): Promise<void> {
  const context = readContext();
  const print = (...args: unknown[]): void => appendFileSync(context.outputFile, `${format(...args)}\n`);
  Mocha.reporters.Base.consoleLog = print;
  Mocha.reporters.Base.useColors = false;
  // This one is coloured when it is loaded, whatever is set later.
  Mocha.reporters.Base.symbols.ok = '✔';
  const mocha = new Mocha({ timeout: TEST_LIMIT_MS, forbidOnly: true, forbidPending: true });
  if (context.grep !== undefined) mocha.fgrep(context.grep);
  for (const suite of context.suites) mocha.addFile(path.join(__dirname, 'suite', `${suite}.test.cjs`));
  const report = await runMocha(mocha).catch((error: unknown) => {
    print('The tests could not be loaded:', error);
    throw error;
  });
  print(await activationTimes());
  writeFileSync(context.reportFile, JSON.stringify(report));
  if (report.failures.length > 0) throw new Error(`${report.failures.length} tests failed`);
}

/** Rejects where a suite cannot be loaded. */
async function runMocha(mocha: Mocha): Promise<HostReport> {
  return await new Promise((resolve) => {
    const failures: string[] = [];
    const runner = mocha.run(() => resolve({ passes: runner.stats?.passes ?? 0, failures }));
    runner.on('fail', (test, error: unknown) => failures.push(`${test.fullTitle()}: ${format(error)}`));
  });
}
