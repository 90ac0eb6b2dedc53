import { readFileSync } from 'node:fs';

/** For how long this thread answered nobody, since somebody last asked. */
export interface Blocks {
  /** The longest, in milliseconds. */
  readonly longestBlockMs: number;
  /** How often it was for longer than 50 ms. */
  readonly longBlocks: number;
}

const TICK_MS = 5;
const LONG_MS = 50;
const NS_PER_MS = 1e6;
const NONE: Blocks = { longestBlockMs: 0, longBlocks: 0 };

/** Watches the event loop of a process' main thread. */
export class LoopWatch {
  #blocks = NONE;
  #last = moment();
  readonly #timer = setInterval(() => this.#tick(), TICK_MS).unref();

  /** Since the last time that this was asked, or since the start. */
  take(): Blocks {
    this.#tick();
    const blocks = this.#blocks;
    this.#blocks = NONE;
    return blocks;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const current = moment();
    const blocked = current.now - this.#last.now - TICK_MS - (current.waited - this.#last.waited);
    this.#last = current;
    const { longestBlockMs, longBlocks } = this.#blocks;
    this.#blocks = {
      longestBlockMs: Math.max(longestBlockMs, blocked),
      longBlocks: longBlocks + (blocked > LONG_MS ? 1 : 0),
    };
  }
}

/** Where the system tells it (Linux), the time that the thread has waited for a processor, which is other programs' fault. */
function moment(): { readonly now: number; readonly waited: number } {
  const now = performance.now();
  try {
    const [, waited = '0'] = readFileSync('/proc/self/schedstat', 'utf8').split(' ');
    return { now, waited: Number(waited) / NS_PER_MS };
  } catch {
    return { now, waited: 0 };
  }
}
