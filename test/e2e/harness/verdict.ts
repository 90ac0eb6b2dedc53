import type { HostReport } from './context.js';

/** How the editor that ran the tests ended. */
export type Ending =
  /** It said itself that it is done. */
  | { readonly kind: 'ended'; readonly code: number }
  /** It never said so: it crashed, hung, or did not start. */
  | { readonly kind: 'broken'; readonly why: string };

export interface Verdict {
  readonly passed: boolean;
  readonly why: string;
  /** The tests that failed, as the host reports them. */
  readonly failures?: readonly string[];
}

/**
 * Whether a run counts as passed. VS Code ends with 0 also where its extension host was killed in the middle, and mocha
 * also where no test matched: so the host's own report has to be there, and to tell of tests.
 */
export function judgeRun(ending: Ending, report: HostReport | undefined): Verdict {
  if (ending.kind === 'broken') return { passed: false, why: ending.why };
  if (report === undefined) return { passed: false, why: 'the extension host died before the tests came to their end' };
  const count = `${report.passes} passed, ${report.failures.length} failed`;
  if (report.failures.length > 0) return { passed: false, why: count, failures: report.failures };
  if (report.passes === 0) return { passed: false, why: 'no test was executed' };
  if (ending.code !== 0) return { passed: false, why: `${count}, and the test host ended with ${ending.code}` };
  return { passed: true, why: count };
}
