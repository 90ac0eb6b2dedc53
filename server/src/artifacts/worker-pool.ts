import { Worker } from 'node:worker_threads';
import { failed, ok, type ArtifactFacts, type Outcome } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import { createLimiter } from '../platform/limiter.js';
import { systemTimers, type Timers } from '../platform/timers.js';
import type { AnalysisResult } from './analysis-job.js';
import type { PackageAnalyser, PackageSource } from './package-analyser.js';

export interface WorkerPoolOptions {
  /** The program of a worker: `analysis-worker`. */
  readonly program: string | URL;
  /** Threads, at least 1. */
  readonly size: number;
  /** For one package. */
  readonly deadlineMs: number;
  /** Of JavaScript values in one thread; buffers are not counted by V8. */
  readonly maxHeapMegabytes: number;
  readonly clock: Clock;
  readonly timers?: Timers;
}

/** Analyses packages on threads of this process. A thread that is stuck or has crashed is replaced. */
export function createWorkerPool(options: WorkerPoolOptions): PackageAnalyser {
  return new WorkerPool(options);
}

class WorkerPool implements PackageAnalyser {
  readonly #options: WorkerPoolOptions;
  readonly #limiter: ReturnType<typeof createLimiter>;
  #idle: Worker[] = [];
  readonly #closing = new AbortController();

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    this.#limiter = createLimiter(options.size);
  }

  async analyse(source: PackageSource, signal: AbortSignal): Promise<Outcome<ArtifactFacts>> {
    return this.#limiter.run(signal, async () => {
      if (this.#closing.signal.aborted) return failed('unsupported', 'The analysis was ended.');
      const worker = this.#idle.pop() ?? this.#start();
      const outcome = await this.#ask(worker, source, signal);
      if (outcome === undefined) void worker.terminate();
      signal.throwIfAborted();
      return outcome ?? failed('unsupported', 'The analysis was ended.');
    });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()));
  }

  #start(): Worker {
    const { program, maxHeapMegabytes } = this.#options;
    const worker = new Worker(program, {
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMegabytes },
      // Nothing of this process is its business.
      env: {},
      execArgv: [],
    });
    // Heard also when nobody waits for it: an error without a listener ends the process.
    worker.on('error', () => {});
    worker.once('exit', () => {
      this.#idle = this.#idle.filter((idle) => idle !== worker);
    });
    return worker;
  }

  /** Undefined where nobody waits for the answer any more. A worker that did not answer is not used again. */
  #ask(worker: Worker, source: PackageSource, signal: AbortSignal): Promise<Outcome<ArtifactFacts> | undefined> {
    const { clock, deadlineMs, timers = systemTimers } = this.#options;
    const over = AbortSignal.any([signal, this.#closing.signal]);
    return new Promise((resolve) => {
      const end = (outcome: Outcome<ArtifactFacts> | undefined): void => {
        cancel();
        over.removeEventListener('abort', abandon);
        worker.off('message', answered).off('error', crashed).off('exit', ended);
        worker.unref();
        resolve(outcome);
      };
      const abandon = (): void => end(undefined);
      const cancel = timers.after(deadlineMs, () => {
        void worker.terminate();
        end(failed('timeout', `The analysis took more than ${deadlineMs / 1000} s and was given up.`));
      });
      over.addEventListener('abort', abandon, { once: true });
      const answered = (result: AnalysisResult): void => {
        this.#idle.push(worker);
        end(outcomeOf(result, clock()));
      };
      const crashed = (error: unknown): void => end(crashOf(error));
      const ended = (): void => end(failed('malformed', 'The analysis ended unexpectedly.'));
      worker.once('message', answered).once('error', crashed).once('exit', ended);
      worker.ref();
      const owned = owning(source);
      worker.postMessage(owned, owned.kind === 'bytes' ? [owned.bytes.buffer as ArrayBuffer] : []);
    });
  }
}

/** A whole buffer is handed over; a part of one is copied out, as the other parts belong to somebody else. */
function owning(source: PackageSource): PackageSource {
  if (source.kind !== 'bytes' || source.bytes.byteLength === source.bytes.buffer.byteLength) return source;
  return { kind: 'bytes', bytes: new Uint8Array(source.bytes) };
}

function outcomeOf(result: AnalysisResult, now: number): Outcome<ArtifactFacts> {
  return 'facts' in result ? ok(result.facts, now) : failed(result.reason, result.message);
}

function crashOf(error: unknown): Outcome<never> {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? failed('too-large', 'The analysis needed more memory than it may have, and was given up.')
    : failed('malformed', `The analysis crashed: ${message ?? 'nobody knows why'}`);
}
