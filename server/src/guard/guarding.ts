import type { Engine } from '../engine/engine.js';
import type { Level } from '../model/index.js';
import type { Program } from '../platform/programs/find-program.js';
import type { JudgedChange, JudgingOfChange } from './judge-change.js';
import type { GuardMachine } from './machine.js';
import type { PackageManager, Variables } from './manager.js';

/** What stops a command tells its caller this: nothing of it was installed. */
export const STOPPED = 4;

/** One guarded command, with what its steps need. */
export interface Guarding {
  readonly machine: GuardMachine;
  readonly program: Program;
  readonly manager: PackageManager;
  readonly variables: Variables;
  /** Where the command was given: absolute. */
  readonly cwd: string;
  readonly trusted: boolean;
  readonly failOn: Level;
  /** Something that could not be checked stops it too. */
  readonly strict: boolean;
  readonly signal: AbortSignal;
  readonly engine: Engine;
  /** An engine that sees other texts in some files: by absolute path. */
  readonly engineWith: (texts: ReadonlyMap<string, string>) => Engine;
  readonly telling: Telling;
}

/** How the user hears of it. */
export interface Telling extends Pick<JudgingOfChange, 'shownPath' | 'onProgress'> {
  say(what: string): void;
  /** One sentence, and what a program has printed. */
  refuse(because: string, text?: string): void;
  /** What was found, and whether the command goes on all the same. */
  decide(judged: JudgedChange): Promise<boolean>;
}

/** Refuses, and answers the status. */
export function stop({ telling }: Pick<Guarding, 'telling'>, because: string, text?: string): number {
  telling.refuse(because, text);
  return STOPPED;
}

/** Runs the manager with the user's terminal. */
export async function runShared(guarding: Guarding, given: readonly string[], cwd: string): Promise<number> {
  const { machine, program, variables, manager } = guarding;
  const all = { ...variables, ...manager.installing };
  return (await machine.run(program, given, { cwd, variables: all, output: 'shared' })).status;
}
