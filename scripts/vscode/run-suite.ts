import { existsSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { CONTEXT_VARIABLE, type E2eContext, type HostReport } from '../../test/e2e/harness/context.js';
import { type Ending, judgeRun, type Verdict } from '../../test/e2e/harness/verdict.js';

/** One start of an editor with tests in its extension host. */
export interface SuiteRun {
  readonly context: E2eContext;
  /** Folder that the editor opens. */
  readonly workspace: string;
  /** Folder of the extension, and the module in it that VS Code calls. */
  readonly extension: string;
  readonly entry: string;
  /** Folder of another extension that the editor has besides. */
  readonly companion?: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The editor's display language; English where absent. */
  readonly language: string | undefined;
  /** False switches Workspace Trust off. */
  readonly workspaceTrust: boolean;
  /** An empty folder for what the editor keeps. */
  readonly scratch: string;
  /** Called with the editor's window as soon as there is one. */
  readonly onWindow: (window: Page) => void;
}

/** A way to run tests in a VS Code. */
export interface Host {
  /** Which editor, for the reader. */
  readonly name: string;
  /** Without an extension that translates the editor's own texts. */
  readonly speaksAnyLanguage: boolean;
  /** A shell can be started in it. */
  readonly startsTerminals: boolean;
  run(suite: SuiteRun): Promise<Ending>;
}

/** A whole run takes about a minute; more than this is a hang. */
export const RUN_LIMIT_MS = 240_000;

export function hostEnvironment(suite: SuiteRun): Record<string, string | undefined> {
  return { ...suite.env, [CONTEXT_VARIABLE]: JSON.stringify(suite.context) };
}

/** Runs the suite in the host, printing what the tests print as it comes, and says whether it passed. */
export async function runSuite(host: Host, suite: SuiteRun): Promise<Verdict> {
  const output = follow(suite.context.outputFile);
  const timer = setInterval(output, 100);
  try {
    const ending = await host.run(suite);
    return judgeRun(ending, readReport(suite.context.reportFile));
  } finally {
    clearInterval(timer);
    output();
  }
}

function readReport(file: string): HostReport | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as HostReport) : undefined;
}

/** Each call prints what the file has grown by. */
function follow(file: string): () => void {
  let seen = 0;
  return () => {
    if (!existsSync(file)) return;
    const text = readFileSync(file);
    process.stdout.write(text.subarray(seen));
    seen = text.length;
  };
}
