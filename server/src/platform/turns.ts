/** Work that has to be done on the thread that also answers people, in pieces between which they get their turn. */
export interface Turns {
  /** Does the piece of work when its turn has come, in the order of the calls. Rejects with what it throws. */
  run<T>(piece: () => T): Promise<T>;
}

/** A keystroke that comes meanwhile waits for this long some times: once for each message on its way. */
const TURN_MS = 8;

/**
 * Answers of a registry come by the dozen, and what each is made into takes milliseconds: done as they come, all of them are
 * dealt with before the next message of an editor is read.
 *
 * @param now milliseconds of a clock that never goes back
 * @param next has a function called in the next turn of the event loop
 */
export function createTurns(now: () => number, next: (work: () => void) => void = setImmediate): Turns {
  let waiting: (() => void)[] = [];
  let first = 0;
  const turn = (): void => {
    const end = now() + TURN_MS;
    do {
      waiting[first]?.();
      first += 1;
    } while (first < waiting.length && now() < end);
    if (first < waiting.length) next(turn);
    else [waiting, first] = [[], 0];
  };
  return {
    run: (piece) =>
      new Promise((resolve, reject) => {
        if (waiting.push(() => settle(piece, resolve, reject)) === 1) next(turn);
      }),
  };
}

function settle<T>(piece: () => T, resolve: (value: T) => void, reject: (error: unknown) => void): void {
  try {
    resolve(piece());
  } catch (error) {
    reject(error);
  }
}
