import { systemTimers, type Timers } from './timers.js';

/** Work that has to be done on the thread that also answers people, in pieces between which they get their turn. */
export interface Turns {
  /** Does the piece of work when its turn has come, in the order of the calls. Rejects with what it throws. */
  run<T>(piece: () => T): Promise<T>;
  /** Resolves when its turn has come. The piece is what the caller does until it waits again: some milliseconds of work. */
  breathe(): Promise<void>;
  /** Somebody waits for an answer: no piece begins until that is said to be given, or has taken too long. */
  hold(): () => void;
}

/** A keystroke that comes meanwhile waits for this long some times: once for each message on its way. */
const TURN_MS = 6;

/** An answer that takes longer may itself wait for what is done in turns. */
const MAX_HOLD_MS = 150;

export interface TurnsMachine {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Has a function called in the next turn of the event loop. */
  readonly next: (work: () => void) => void;
  readonly timers: Timers;
}

const MACHINE: TurnsMachine = Object.freeze({
  now: () => performance.now(),
  next: (work: () => void) => void setImmediate(work),
  timers: systemTimers,
});

interface Piece {
  readonly work: () => void;
  /** The work is done once the event loop has gone on: nothing else is done before in this turn. */
  readonly isBreath: boolean;
}

/**
 * Answers of a registry come by the dozen, and what each is made into takes milliseconds: done as they come, all of them are
 * dealt with before the next message of an editor is read. So there is one queue for whatever is done in the background.
 */
export function createTurns({ now, next, timers }: TurnsMachine = MACHINE): Turns {
  const holds = new Set<() => void>();
  let waiting: Piece[] = [];
  let first = 0;
  let isPaused = false;
  const turn = (): void => {
    isPaused = holds.size > 0;
    if (isPaused) return;
    const end = now() + TURN_MS;
    let isBreath = false;
    do {
      const piece = waiting[first];
      piece?.work();
      isBreath = piece?.isBreath === true;
      first += 1;
    } while (!isBreath && first < waiting.length && now() < end);
    if (first < waiting.length) next(turn);
    else [waiting, first] = [[], 0];
  };
  const add = (piece: Piece): void => {
    if (waiting.push(piece) === 1) next(turn);
  };
  return {
    run: (piece) =>
      new Promise((resolve, reject) => add({ work: () => settle(piece, resolve, reject), isBreath: false })),
    breathe: () => new Promise((resolve) => add({ work: resolve, isBreath: true })),
    hold() {
      const release = (): void => {
        cancel();
        if (!holds.delete(release) || holds.size > 0 || !isPaused) return;
        isPaused = false;
        next(turn);
      };
      const cancel = timers.after(MAX_HOLD_MS, release);
      holds.add(release);
      return release;
    },
  };
}

function settle<T>(piece: () => T, resolve: (value: T) => void, reject: (error: unknown) => void): void {
  try {
    resolve(piece());
  } catch (error) {
    reject(error);
  }
}
