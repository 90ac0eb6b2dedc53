/** What the runner tells the extension host, as JSON in one environment variable. */
export interface E2eContext {
  /** Names of the suites to run: `diagnostics` is `diagnostics.test.ts`. */
  readonly suites: readonly string[];
  /** Only tests whose full title contains this. */
  readonly grep?: string;
  /** The host writes a `HostReport` here once every test has come to its end. */
  readonly reportFile: string;
  /** The host appends here what the runner prints. */
  readonly outputFile: string;
  /** Where the host asks the runner for things that only the runner can do. */
  readonly controlUrl: string;
}

export const CONTEXT_VARIABLE = 'PACKAGE_RISK_E2E';

/** How the tests ended, in numbers. Its being there is the proof that the host lived to the end. */
export interface HostReport {
  readonly passes: number;
  /** Each test that failed, by its whole title, and why. */
  readonly failures: readonly string[];
}

/** The runner's words to this host. */
export function readContext(env: NodeJS.ProcessEnv = process.env): E2eContext {
  const text = env[CONTEXT_VARIABLE];
  if (text === undefined) throw new Error(`${CONTEXT_VARIABLE} is not set: these tests are started by run-e2e`);
  return JSON.parse(text) as E2eContext;
}
