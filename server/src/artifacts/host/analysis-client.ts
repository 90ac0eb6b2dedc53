import { fork, type ChildProcess } from 'node:child_process';
import {
  failed,
  phrase,
  type ArtifactFacts,
  type Outcome,
  type Phrase,
  type RepositoryFacts,
} from '../../model/index.js';
import { createLimiter } from '../../platform/limiter.js';
import { giveWay } from '../../platform/threads/priority.js';
import { systemTimers, type Timers } from '../../platform/timers.js';
import type {
  AnalysisTask,
  EarlyStart,
  PackageAnalyser,
  PackageSource,
  RepositoryAnalyser,
  RepositoryDepth,
} from '../package-analyser.js';
import { OUT_OF_MEMORY, type HostAnswer, type HostRequest } from './messages.js';

export interface AnalysisClientOptions {
  /** The program of the host: `analysis-host`. */
  readonly program: string;
  /** The host's environment variables. */
  readonly env: Readonly<Record<string, string>>;
  /** Packages in the host at once; others wait here. */
  readonly concurrency: number;
  /** For one package, the wait in the host included: the host has a shorter one of its own. */
  readonly deadlineMs: number;
  /** With nothing to do for so long, the host is ended. */
  readonly idleMs: number;
  /** Somebody works beside it, and it can wait. */
  readonly givesWay?: boolean;
  readonly timers?: Timers;
}

const ENDED = phrase('The analysis ended unexpectedly, and was given up.');
const NOT_STARTED = phrase('The analysis could not be started, and was given up.');
const NEEDED_MORE = phrase('The analysis needed more memory than it may have, and was given up.');

/** What came of a request; undefined where nobody waits any more. */
type Answer = { readonly outcome: Outcome<unknown>; readonly isLost: boolean } | undefined;

/** Analyses packages in a process of its own, which is started when it is needed and ended when it is not. */
export function createAnalysisClient(
  options: AnalysisClientOptions,
): PackageAnalyser & RepositoryAnalyser & EarlyStart {
  return new AnalysisClient(options);
}

class AnalysisClient implements PackageAnalyser, RepositoryAnalyser, EarlyStart {
  readonly #options: AnalysisClientOptions;
  readonly #limiter: ReturnType<typeof createLimiter>;
  readonly #again = createLimiter(1);
  readonly #timers: Timers;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #host: ChildProcess | undefined;
  #lastId = 0;
  #stopIdling: () => void = () => undefined;

  constructor(options: AnalysisClientOptions) {
    this.#options = options;
    this.#limiter = createLimiter(options.concurrency);
    this.#timers = options.timers ?? systemTimers;
  }

  start(): void {
    if (this.#host !== undefined) return;
    this.#start();
    this.#idle();
  }

  analyse(source: PackageSource, signal: AbortSignal): Promise<Outcome<ArtifactFacts>> {
    return this.#run(source, signal) as Promise<Outcome<ArtifactFacts>>;
  }

  analyseRepository(folder: string, depth: RepositoryDepth, signal: AbortSignal): Promise<Outcome<RepositoryFacts>> {
    return this.#run({ kind: 'repository', path: folder, depth }, signal) as Promise<Outcome<RepositoryFacts>>;
  }

  /**
   * What comes back is what the task is about. A host that ends takes along what others were waiting for: each of those is asked
   * once more, one after the other, so that only the one which ended it has no answer.
   */
  async #run(source: AnalysisTask, signal: AbortSignal): Promise<Outcome<unknown>> {
    let answer = await this.#limiter.run(signal, () => this.#ask(source, signal));
    signal.throwIfAborted();
    if (answer?.isLost === true) answer = await this.#again.run(signal, () => this.#ask(source, signal));
    signal.throwIfAborted();
    return answer?.outcome ?? failed('unsupported', phrase('The analysis was ended.'));
  }

  async close(): Promise<void> {
    const host = this.#host;
    this.#gone(host, undefined);
    host?.kill();
    await Promise.resolve();
  }

  #ask(source: AnalysisTask, signal: AbortSignal): Promise<Answer> {
    this.#stopIdling();
    const host = this.#host ?? this.#start();
    const id = (this.#lastId += 1);
    return new Promise((resolve) => {
      const end = (answer: Answer): void => {
        cancel();
        signal.removeEventListener('abort', leave);
        if (this.#waiting.delete(id) && this.#waiting.size === 0) this.#idle();
        resolve(answer);
      };
      const leave = (): void => end(undefined);
      // What does not even answer that it takes too long is beyond words.
      const cancel = this.#timers.after(this.#options.deadlineMs, () => {
        end({ outcome: late(this.#options.deadlineMs), isLost: false });
        host.kill('SIGKILL');
      });
      this.#waiting.set(id, end);
      signal.addEventListener('abort', leave, { once: true });
      const request: HostRequest = { id, source };
      host.send(request, (error) => {
        if (error !== null) this.#gone(host, ENDED);
      });
    });
  }

  #start(): ChildProcess {
    const { program, env, givesWay } = this.#options;
    const host = fork(program, {
      serialization: 'advanced',
      execArgv: [],
      env: { ...env },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    if (givesWay === true) giveWay(host.pid);
    host.on('message', ({ id, outcome }: HostAnswer) => this.#waiting.get(id)?.({ outcome, isLost: false }));
    host.once('error', () => this.#gone(host, NOT_STARTED));
    host.once('exit', (code) => this.#gone(host, code === OUT_OF_MEMORY ? NEEDED_MORE : ENDED));
    // It keeps no process alive that has nothing else to do.
    host.unref();
    host.channel?.unref();
    this.#host = host;
    return host;
  }

  /** Whatever was under way has no answer; the next question starts a new host. */
  #gone(host: ChildProcess | undefined, why: Phrase | undefined): void {
    if (host === undefined || this.#host !== host) return;
    this.#host = undefined;
    this.#stopIdling();
    const reason = why === NEEDED_MORE ? 'too-large' : 'malformed';
    const answer: Answer = why === undefined ? undefined : { outcome: failed(reason, why), isLost: true };
    for (const end of [...this.#waiting.values()]) end(answer);
  }

  #idle(): void {
    this.#stopIdling = this.#timers.after(this.#options.idleMs, () => {
      const host = this.#host;
      this.#gone(host, undefined);
      host?.disconnect();
    });
  }
}

function late(deadlineMs: number): Outcome<never> {
  const seconds = deadlineMs / 1000;
  return failed('timeout', phrase('The analysis took more than {seconds} s and was given up.', { seconds }));
}
