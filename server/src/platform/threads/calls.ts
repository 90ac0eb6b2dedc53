import { Worker, type MessagePort } from 'node:worker_threads';

/** What a thread does for others, by name. Arguments and answers are copied on their way. */
export type Handlers = Readonly<Record<string, (argument: never) => Promise<unknown>>>;

interface Transferring {
  /** What goes over as it is, and is gone here. */
  readonly transfer?: readonly ArrayBuffer[];
}

interface Call extends Transferring {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

/** `error`: it has failed, and this is why. */
interface Told {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** What a handler gives away with its answer: memory that goes over as it is, and is gone in the thread. */
export class HandedOver {
  readonly value: unknown;
  readonly buffers: readonly ArrayBufferLike[];

  /** @param buffers those that nothing else in the thread uses */
  constructor(value: unknown, buffers: readonly ArrayBufferLike[]) {
    this.value = value;
    this.buffers = buffers;
  }
}

/** In the thread: answers what it is asked, as long as somebody can ask. */
export function serveCalls(port: MessagePort, handlers: Handlers): void {
  const post = (told: readonly (Told & Transferring)[]): void =>
    port.postMessage(
      told.map(({ id, value, error }) => ({ id, value, error })),
      told.flatMap(({ transfer = [] }) => transfer),
    );
  const tell = inBatches<Told & Transferring>((told) => {
    try {
      post(told);
    } catch (error) {
      // What cannot be sent costs those their answer that it went together with, and not the thread.
      post(told.map(({ id }) => ({ id, error: `it cannot be sent: ${String(error)}` })));
    }
  });
  const answer = async ({ id, name, argument }: Call): Promise<void> => {
    try {
      const value = await handlers[name]?.(argument as never);
      if (value instanceof HandedOver) tell({ id, value: value.value, transfer: arrayBuffersOf(value) });
      else tell({ id, value });
    } catch (error) {
      tell({ id, error: error instanceof Error ? error.message : String(error) });
    }
  };
  port.on('message', (calls: readonly Call[]) => {
    for (const call of calls) void answer(call);
  });
}

function arrayBuffersOf({ buffers }: HandedOver): readonly ArrayBuffer[] {
  return buffers.filter((buffer) => buffer instanceof ArrayBuffer);
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Node's own measure would take 48 MB for what is thrown away at once. */
const YOUNG_MEGABYTES = 8;

/** Its work is done in turns of milliseconds, so that it answers soon, however much it has to do. */
const MAX_SILENCE_MS = 10_000;
/** Calls are counted from 1. */
const NO_CALL = 0;

/**
 * A thread that others have do something. Once it has crashed or ended, or answers nothing any more, all calls are rejected: whoever
 * calls knows another way.
 */
export class CalledThread {
  readonly #program: string | URL;
  readonly #onEnd: (why: string) => void;
  readonly #send = inBatches<Call>((calls) =>
    this.#worker?.postMessage(
      calls.map(({ id, name, argument }) => ({ id, name, argument })),
      calls.flatMap(({ transfer = [] }) => transfer),
    ),
  );
  readonly #waiting = new Map<number, Waiting>();
  readonly #maxSilenceMs: number;
  #worker: Worker | undefined;
  #ended: string | undefined;
  #lastId = 0;
  #isWatched = false;
  /** How many messages have come from it. */
  #heard = 0;

  /**
   * @param program the thread's bundle, which serves calls
   * @param onEnd called once, if the thread ends
   * @param maxSilenceMs how long it may say nothing while something is waited for; then it is asked, and as long again later given up
   */
  constructor(program: string | URL, onEnd: (why: string) => void, maxSilenceMs = MAX_SILENCE_MS) {
    this.#program = program;
    this.#onEnd = onEnd;
    this.#maxSilenceMs = maxSilenceMs;
  }

  /** Rejects where that fails, and where there is no thread any more: then nothing was transferred. */
  call(name: string, argument: unknown, transfer?: readonly ArrayBuffer[]): Promise<unknown> {
    if (this.#ended !== undefined) return Promise.reject(new Error(this.#ended));
    this.#worker ??= this.#start();
    this.#watch();
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      // An answer is waited for, even where there is nothing else to do; the thread itself is not.
      this.#worker?.ref();
      this.#send({ id, name, argument, ...(transfer && { transfer }) });
    });
  }

  /** While something is waited for: what is asked for may take as long as it likes, but the thread has to say something all the time. */
  #watch(): void {
    if (this.#isWatched) return;
    this.#isWatched = true;
    const before = this.#heard;
    this.#later(() => {
      if (this.#heard === before) this.#askWhetherThere();
      else this.#watch();
    });
  }

  #askWhetherThere(): void {
    const before = this.#heard;
    this.#send({ id: NO_CALL, name: '', argument: undefined });
    this.#later(() => {
      if (this.#heard === before) this.#giveUp();
      else this.#watch();
    });
  }

  /** Unless nothing is waited for by then. */
  #later(action: () => void): void {
    const timer = setTimeout(() => {
      this.#isWatched = false;
      if (this.#ended === undefined && this.#waiting.size > 0) action();
    }, this.#maxSilenceMs);
    timer.unref();
  }

  #giveUp(): void {
    void this.#worker?.terminate();
    this.#end('it does not answer any more');
  }

  #start(): Worker {
    const worker = new Worker(this.#program, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES } });
    worker.on('message', (all: readonly Told[]) => {
      this.#heard += 1;
      for (const told of all) this.#hear(told);
    });
    worker.on('error', (error) => this.#end(error.message));
    worker.on('exit', () => this.#end('it has ended'));
    worker.unref();
    return worker;
  }

  #hear({ id, value, error }: Told): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker?.unref();
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(error));
  }

  #end(why: string): void {
    if (this.#ended !== undefined) return;
    this.#ended = why;
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
    this.#waiting.clear();
    this.#onEnd(why);
  }
}

/** Each message between threads costs a turn of the event loop on the other side: what comes together goes together. */
function inBatches<T>(send: (all: readonly T[]) => void): (one: T) => void {
  let waiting: T[] = [];
  return (one) => {
    if (waiting.push(one) > 1) return;
    queueMicrotask(() => {
      const all = waiting;
      waiting = [];
      send(all);
    });
  };
}
