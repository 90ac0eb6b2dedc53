import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import process from 'node:process';
import type { Program } from './find-program.js';

export interface RunOptions {
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** `shared`: the program has the user's terminal; `errors`: what it prints goes to stderr; `kept`: it is answered. */
  readonly output: 'shared' | 'errors' | 'kept';
  /** Ends the program where it aborts; for a program that has the terminal, signals are passed on instead. */
  readonly signal?: AbortSignal;
}

export interface Ended {
  /** As a shell has it: 128 and the signal's number where a signal ended it. */
  readonly status: number;
  /** Of `kept`: the end of what was printed. */
  readonly text: string;
}

/** What a package manager prints of an error is short, and stands at its end. */
const MAX_TEXT = 200_000;

/** Shells' word for what cannot be started. */
const NOT_STARTED = 126;

const PASSED_ON: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGQUIT'];

/** Starts a program, never by a shell, and waits for its end. */
export function runProgram(program: Program, given: readonly string[], options: RunOptions): Promise<Ended> {
  const { output, cwd, variables } = options;
  const child = spawn(program.file, [...program.before, ...given], {
    cwd,
    env: { ...variables },
    shell: false,
    windowsHide: true,
    stdio: STREAMS[output],
  });
  const kept = keepText(child);
  const release = output === 'shared' ? passSignalsOn(child) : endWith(child, options.signal);
  return new Promise((resolve) => {
    const end = (status: number, text: string): void => {
      release();
      resolve({ status, text });
    };
    child.once('error', (error) => end(NOT_STARTED, error.message));
    child.once('close', (code, signal) => end(code ?? 128 + (signal === null ? 0 : constants.signals[signal]), kept()));
  });
}

type Stream = 'inherit' | 'ignore' | 'pipe' | number;

const STREAMS: Readonly<Record<RunOptions['output'], Stream[]>> = Object.freeze({
  shared: ['inherit', 'inherit', 'inherit'],
  errors: ['ignore', 2, 2],
  kept: ['ignore', 'pipe', 'pipe'],
});

function keepText(child: ChildProcess): () => string {
  let text = '';
  const take = (more: string): void => {
    text = (text + more).slice(-MAX_TEXT);
  };
  child.stdout?.setEncoding('utf8').on('data', take);
  child.stderr?.setEncoding('utf8').on('data', take);
  return () => text;
}

/** Ctrl+C reaches the program by itself where there is a terminal, and must not reach it twice. */
function passSignalsOn(child: ChildProcess): () => void {
  const signals: readonly NodeJS.Signals[] = process.stdin.isTTY ? PASSED_ON : [...PASSED_ON, 'SIGINT'];
  const listeners = signals.map((signal) => [signal, (): void => void child.kill(signal)] as const);
  const wait = (): void => undefined;
  for (const [signal, pass] of listeners) process.on(signal, pass);
  process.on('SIGINT', wait);
  return () => {
    for (const [signal, pass] of listeners) process.off(signal, pass);
    process.off('SIGINT', wait);
  };
}

function endWith(child: ChildProcess, signal: AbortSignal | undefined): () => void {
  const end = (): void => void child.kill();
  if (signal?.aborted === true) end();
  signal?.addEventListener('abort', end, { once: true });
  return () => signal?.removeEventListener('abort', end);
}
