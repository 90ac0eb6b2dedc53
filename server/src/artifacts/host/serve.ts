import { failed, phrase, type Outcome } from '../../model/index.js';
import type { AnalysisTask, PackageAnalyser, RepositoryAnalyser } from '../package-analyser.js';
import { OUT_OF_MEMORY, type HostAnswer, type HostRequest } from './messages.js';

/** The process of the host, as far as serving needs it. */
export interface HostProcess {
  onRequest(listener: (request: HostRequest) => void): void;
  answer(answer: HostAnswer): void;
  /** Resident bytes, those of buffers and of all threads too. */
  memory(): number;
  exit(code: number): void;
  /** Calls `action` again and again. */
  every(milliseconds: number, action: () => void): void;
}

export interface MemoryLimits {
  /** Above this, whatever is under way is given up. */
  readonly maxBytes: number;
  /** Above this, the process makes room for a new one as soon as it has nothing to do: V8 gives little back. */
  readonly recycleBytes: number;
}

/** Memory grows by some hundred megabytes a second at most. */
const LOOK_EVERY_MS = 100;

/** Answers requests until the process ends. */
export function serveAnalyses(
  host: HostProcess,
  analyser: PackageAnalyser & RepositoryAnalyser,
  limits: MemoryLimits,
): void {
  const signal = new AbortController().signal;
  let running = 0;
  host.onRequest(({ id, source }) => {
    running += 1;
    const failing = (error: unknown) =>
      failed('malformed', phrase('The analysis failed: {problem}', { problem: String(error) }));
    const analysed = (task: AnalysisTask): Promise<Outcome<unknown>> =>
      task.kind === 'repository'
        ? analyser.analyseRepository(task.path, task.depth, signal)
        : analyser.analyse(task, signal);
    void analysed(source)
      .catch(failing)
      .then((outcome) => {
        running -= 1;
        host.answer({ id, outcome });
      });
  });
  host.every(LOOK_EVERY_MS, () => {
    const bytes = host.memory();
    if (bytes > limits.maxBytes) host.exit(OUT_OF_MEMORY);
    else if (running === 0 && bytes > limits.recycleBytes) host.exit(0);
  });
}
