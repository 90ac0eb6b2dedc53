import type { Page } from 'playwright-core';
import type { Ending } from '../../test/e2e/harness/verdict.js';
import { withCleanup } from './cleanup.js';
import type { Installation } from './install-vscode.js';
import { type Host, hostEnvironment, RUN_LIMIT_MS, type SuiteRun } from './run-suite.js';
import { startVscodeServer, type VscodeServer } from './vscode-server.js';
import { addExtension } from './web-editor.js';
import { openBrowser, workbenchUrl } from './workbench.js';

/** Whatever it is called in its manifest. */
const COMPANION_ID = 'package-risk-test.companion-1.0.0';

/** Lines of the workbench's console that are shown where a run does not come to its end. */
const TAIL_LINES = 25;

/** Runs tests in the VS Code server from the npm registry, with a headless Chromium as its window. */
export function serverHost(installation: Installation, chromium: string): Host {
  return {
    name: `VS Code ${installation.build.vscode} (server from the npm registry)`,
    speaksAnyLanguage: true,
    startsTerminals: installation.build.terminals,
    run: (suite) =>
      withCleanup(async (cleanup) => {
        if (suite.companion !== undefined) await addExtension(suite.scratch, suite.companion, COMPANION_ID);
        const server = await startVscodeServer(
          installation,
          {
            dataFolder: suite.scratch,
            settings: suite.settings,
            env: hostEnvironment(suite),
            testDriver: true,
            workspaceTrust: suite.workspaceTrust,
          },
          cleanup,
        );
        const page = await openBrowser({ executable: chromium }, cleanup);
        if (suite.language !== undefined) await speak(page, suite.language);
        suite.onWindow(page);
        return await watch(page, server, suite);
      }),
  };
}

/** What VS Code's own translations set when they are loaded: extensions go by it, the editor itself stays English. */
async function speak(page: Page, language: string): Promise<void> {
  await page.addInitScript((spoken) => Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: spoken }), language);
}

async function watch(page: Page, server: VscodeServer, suite: SuiteRun): Promise<Ending> {
  let end: (ending: Ending) => void = () => {};
  const ended = new Promise<Ending>((resolve) => (end = resolve));
  const tail: string[] = [];
  const broken = (why: string): void => end({ kind: 'broken', why: withTail(why, tail) });
  const timer = setTimeout(() => broken(`no end within ${RUN_LIMIT_MS / 1000} s`), RUN_LIMIT_MS);
  // The workbench calls this function where its page has it.
  await page.exposeFunction('codeAutomationExit', (code: number) => end({ kind: 'ended', code }));
  page.on('console', (message) => {
    // The workbench styles its lines: `%c  ERR color: #f33 text`.
    const line = message.text().replace(/^%c\s*(\w+) color: \S+ /, '$1 ');
    tail.push(line.slice(0, 500));
    if (line.includes('No extension host found that can launch the test runner')) broken(line);
  });
  page.once('crash', () => broken('the page crashed'));
  server.process.once('exit', (code) => broken(`the VS Code server ended with ${String(code)}`));
  const { workspace, extension, entry } = suite;
  await page.goto(workbenchUrl(server, { workspace, extension, tests: entry }), { waitUntil: 'commit' });
  return await ended.finally(() => clearTimeout(timer));
}

function withTail(why: string, lines: readonly string[]): string {
  return [`${why}; the workbench said last:`, ...lines.slice(-TAIL_LINES)].join('\n  ');
}
