import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests, SilentReporter, TestRunFailedError } from '@vscode/test-electron';
import { chromium, type Page } from 'playwright-core';
import type { Ending } from '../../test/e2e/harness/verdict.js';
import { buildsFolder } from './builds.js';
import { type Cleanup, withCleanup } from './cleanup.js';
import { type Host, hostEnvironment, RUN_LIMIT_MS, type SuiteRun } from './run-suite.js';
import { QUIET_SETTINGS } from './vscode-server.js';

/** The editor answers on its debugging port within a second or two; a slow machine gets more. */
const WINDOW_LIMIT_MS = 30_000;

/** A desktop VS Code of this version (`1.104.0`, `stable`), downloaded where it is not there yet. */
export async function downloadDesktop(version: string): Promise<string> {
  const cachePath = path.join(buildsFolder(), 'desktop');
  return await downloadAndUnzipVSCode({ version, cachePath, reporter: new SilentReporter() });
}

/** Runs tests in a desktop VS Code, which needs a display. */
export function desktopHost(executable: string): Host {
  return {
    speaksAnyLanguage: false,
    startsTerminals: true,
    name: `desktop VS Code (${executable})`,
    run: (suite) =>
      withCleanup(async (cleanup) => {
        const port = await freePort();
        const profile = path.join(suite.scratch, 'profile');
        await writeSettings(profile, suite.settings);
        const launchArgs = [
          suite.workspace,
          `--user-data-dir=${profile}`,
          `--extensions-dir=${path.join(suite.scratch, 'extensions')}`,
          '--disable-extensions',
          '--disable-telemetry',
          `--remote-debugging-port=${port}`,
        ];
        const ended = suite.workspaceTrust
          ? launch(executable, launchArgs, suite, cleanup)
          : runTests({
              vscodeExecutablePath: executable,
              extensionDevelopmentPath: extensionsOf(suite),
              extensionTestsPath: suite.entry,
              extensionTestsEnv: hostEnvironment(suite),
              launchArgs,
            });
        void attach(port, suite.onWindow, cleanup);
        return await Promise.race([ended.then(codeOf, codeOfFailure), tooLong(cleanup)]);
      }),
  };
}

/** `runTests` always switches Workspace Trust off, so a run that is about trust starts the editor itself. */
function launch(executable: string, args: readonly string[], suite: SuiteRun, cleanup: Cleanup): Promise<number> {
  const all = [
    ...args,
    '--no-sandbox',
    '--skip-welcome',
    '--skip-release-notes',
    ...extensionsOf(suite).map((folder) => `--extensionDevelopmentPath=${folder}`),
    `--extensionTestsPath=${suite.entry}`,
  ];
  const child = spawn(executable, all, { env: { ...process.env, ...hostEnvironment(suite) }, stdio: 'ignore' });
  cleanup.add(() => child.kill());
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function extensionsOf({ extension, companion }: SuiteRun): string[] {
  return companion === undefined ? [extension] : [extension, companion];
}

function codeOf(code: number): Ending {
  return { kind: 'ended', code };
}

/** `runTests` rejects where tests fail, and where the editor cannot start. */
function codeOfFailure(error: unknown): Ending {
  if (error instanceof TestRunFailedError && error.code !== undefined) return codeOf(error.code);
  return { kind: 'broken', why: `the desktop editor failed: ${String(error)}` };
}

function tooLong(cleanup: Cleanup): Promise<Ending> {
  return new Promise((resolve) => {
    const why = `no end within ${RUN_LIMIT_MS / 1000} s`;
    const timer = setTimeout(() => resolve({ kind: 'broken', why }), RUN_LIMIT_MS);
    cleanup.add(() => clearTimeout(timer));
  });
}

async function writeSettings(profile: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const folder = path.join(profile, 'User');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'settings.json'), JSON.stringify({ ...QUIET_SETTINGS, ...settings }));
}

/** Hands over the editor's window once its debugging port answers. */
async function attach(port: number, onWindow: (page: Page) => void, cleanup: Cleanup): Promise<void> {
  const until = Date.now() + WINDOW_LIMIT_MS;
  while (Date.now() < until) {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => undefined);
    const page = browser?.contexts()[0]?.pages()[0];
    if (browser !== undefined && page !== undefined) {
      cleanup.add(() => browser.close());
      onWindow(page);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
