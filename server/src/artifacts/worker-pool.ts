import { Worker } from 'node:worker_threads';
import { failed, ok, phrase, type ArtifactFacts, type Outcome, type RepositoryFacts } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import { createLimiter } from '../platform/limiter.js';
import { systemTimers, type Timers } from '../platform/timers.js';
import type { AnalysisResult } from './analysis-job.js';
import type {
  AnalysisTask,
  EarlyStart,
  PackageAnalyser,
  PackageSource,
  RepositoryAnalyser,
  RepositoryDepth,
} from './package-analyser.js';
import { systemProcessor, watchWork, type ProcessorClock } from './work-deadline.js';

export interface WorkerPoolOptions {
  /** The program of a worker: `analysis-worker`. */
  readonly program: string | URL;
  /** Threads, at least 1. */
  readonly size: number;
  /** Of a processor's time, for one package. */
  readonly deadlineMs: number;
  /** Of JavaScript values in one thread; buffers are not counted by V8. V8 collects garbage late where it may have much. */
  readonly heapMegabytes: number;
  /** For a package that needs more than that; one at a time. */
  readonly largeHeapMegabytes: number;
  readonly clock: Clock;
  readonly timers?: Timers;
  readonly processor?: ProcessorClock;
}

/** Analyses packages on threads of this process. A thread that is stuck or has crashed is replaced. */
export function createWorkerPool(options: WorkerPoolOptions): PackageAnalyser & RepositoryAnalyser & EarlyStart {
  return new WorkerPool(options);
}

/** What Node.js says of a thread that has used up its heap. */
const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY';
const TOO_MUCH_MEMORY = phrase('The analysis needed more memory than it may have, and was given up.');
const ENDED = failed('unsupported', phrase('The analysis was ended.'));

interface Answer {
  readonly outcome: Outcome<unknown> | typeof OUT_OF_MEMORY;
  /** Whether the thread can be used again. */
  readonly isAlive: boolean;
}

class WorkerPool implements PackageAnalyser, RepositoryAnalyser, EarlyStart {
  readonly #options: WorkerPoolOptions;
  readonly #limiter: ReturnType<typeof createLimiter>;
  readonly #largeLimiter = createLimiter(1);
  #idle: Worker[] = [];
  #atWork = 0;
  readonly #closing = new AbortController();

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    this.#limiter = createLimiter(options.size);
  }

  start(): void {
    if (this.#idle.length > 0 || this.#atWork > 0 || this.#closing.signal.aborted) return;
    const worker = this.#start(this.#options.heapMegabytes);
    worker.unref();
    this.#idle.push(worker);
  }

  analyse(source: PackageSource, signal: AbortSignal): Promise<Outcome<ArtifactFacts>> {
    return this.#run(source, signal) as Promise<Outcome<ArtifactFacts>>;
  }

  analyseRepository(folder: string, depth: RepositoryDepth, signal: AbortSignal): Promise<Outcome<RepositoryFacts>> {
    return this.#run({ kind: 'repository', path: folder, depth }, signal) as Promise<Outcome<RepositoryFacts>>;
  }

  /** What comes back is what the task is about. */
  #run(source: AnalysisTask, signal: AbortSignal): Promise<Outcome<unknown>> {
    return this.#limiter.run(signal, async () => {
      const outcome = await this.#analyseIn(this.#options.heapMegabytes, source, signal);
      if (outcome !== OUT_OF_MEMORY) return outcome;
      return this.#largeLimiter.run(signal, async () => {
        const last = await this.#analyseIn(this.#options.largeHeapMegabytes, source, signal);
        return last === OUT_OF_MEMORY ? failed('too-large', TOO_MUCH_MEMORY) : last;
      });
    });
  }

  async #analyseIn(
    heapMegabytes: number,
    source: AnalysisTask,
    signal: AbortSignal,
  ): Promise<Outcome<unknown> | typeof OUT_OF_MEMORY> {
    if (this.#closing.signal.aborted) return ENDED;
    const isUsual = heapMegabytes === this.#options.heapMegabytes;
    const worker = (isUsual ? this.#idle.pop() : undefined) ?? this.#start(heapMegabytes);
    const answer = await this.#ask(worker, source, signal);
    if (answer === undefined || !isUsual) void worker.terminate();
    else if (answer.isAlive) this.#idle.push(worker);
    signal.throwIfAborted();
    return answer?.outcome ?? ENDED;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()));
  }

  #start(heapMegabytes: number): Worker {
    const worker = new Worker(this.#options.program, {
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
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
  #ask(worker: Worker, source: AnalysisTask, signal: AbortSignal): Promise<Answer | undefined> {
    const { clock, deadlineMs, timers = systemTimers, processor = systemProcessor } = this.#options;
    const over = AbortSignal.any([signal, this.#closing.signal]);
    return new Promise((resolve) => {
      const end = (answer: Answer | undefined): void => {
        endWatch();
        this.#atWork -= 1;
        over.removeEventListener('abort', abandon);
        worker.off('message', answered).off('error', crashed).off('exit', ended);
        worker.unref();
        resolve(answer);
      };
      const fail = (outcome: Answer['outcome']): void => end({ outcome, isAlive: false });
      const abandon = (): void => end(undefined);
      this.#atWork += 1;
      const watch = { milliseconds: deadlineMs, processor, timers, sharers: () => this.#atWork };
      const endWatch = watchWork(watch, () => {
        void worker.terminate();
        fail(
          failed(
            'timeout',
            phrase('The analysis took more than {seconds} s and was given up.', { seconds: deadlineMs / 1000 }),
          ),
        );
      });
      over.addEventListener('abort', abandon, { once: true });
      const answered = (result: AnalysisResult): void => end({ outcome: outcomeOf(result, clock()), isAlive: true });
      const crashed = (error: unknown): void => fail(crashOf(error));
      const ended = (): void => fail(failed('malformed', phrase('The analysis ended unexpectedly.')));
      worker.once('message', answered).once('error', crashed).once('exit', ended);
      worker.ref();
      const sent = copied(source);
      worker.postMessage(sent, sent.kind === 'bytes' ? [sent.bytes.buffer as ArrayBuffer] : []);
    });
  }
}

/** The bytes are kept for a second try, and may be a part of a buffer of which other parts belong to somebody else. */
function copied(source: AnalysisTask): AnalysisTask {
  return source.kind === 'bytes' ? { kind: 'bytes', bytes: new Uint8Array(source.bytes) } : source;
}

function outcomeOf(result: AnalysisResult, now: number): Outcome<unknown> {
  return 'facts' in result ? ok(result.facts, now) : failed(result.reason, result.wording ?? result.message);
}

function crashOf(error: unknown): Outcome<never> | typeof OUT_OF_MEMORY {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  return code === OUT_OF_MEMORY
    ? OUT_OF_MEMORY
    : failed(
        'malformed',
        phrase('The analysis crashed: {message}', { message: message ?? phrase('nobody knows why') }),
      );
}
