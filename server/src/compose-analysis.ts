import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createAnalysisClient } from './artifacts/host/analysis-client.js';
import type { EarlyStart } from './artifacts/package-analyser.js';
import type { Analysis } from './compose-environment.js';

/** One in the threads of the host, and as many on their way. */
const CONCURRENCY = 4;
/** The host's own deadlines for the packages before one and for itself are shorter; this one is for a host that does not answer at all. */
const DEADLINE_MS = 330_000;
/** Typing goes on in spurts: a process is started in a tenth of a second, and its memory is better used by others. */
const IDLE_MS = 30_000;

/**
 * The analysis in a process of its own. Nothing is started before there is something to analyse, unless somebody says so.
 * @param assetsFolder holds the bundles of the host and its threads.
 * @param givesWay somebody works beside it, and it can wait
 */
export function composeAnalysis(
  assetsFolder: string,
  variables: Readonly<Record<string, string | undefined>>,
  givesWay = false,
): Analysis & EarlyStart {
  let version: string | undefined;
  const analyser = createAnalysisClient({
    program: path.join(assetsFolder, 'analysis-host.cjs'),
    env: hostVariables(variables),
    concurrency: CONCURRENCY,
    deadlineMs: DEADLINE_MS,
    idleMs: IDLE_MS,
    givesWay,
  });
  return {
    analyser,
    start: () => analyser.start(),
    analyserVersion: () => (version ??= hashOf(path.join(assetsFolder, 'analysis-worker.cjs'))),
  };
}

/** Facts are as the code that found them: another bundle, another version. */
function hashOf(file: string): string {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
  } catch {
    return 'unknown';
  }
}

/** Secrets of the environment stay out. The editor's own program is Node.js only by this variable; Windows needs its root. */
function hostVariables(variables: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const { SystemRoot } = variables;
  return { ELECTRON_RUN_AS_NODE: '1', ...(SystemRoot !== undefined && { SystemRoot }) };
}
