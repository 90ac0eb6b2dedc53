/** Things that arrive, for a test to wait for one by one. */
export class Inbox<T> {
  readonly all: T[] = [];
  #taken = 0;
  #waiting: (() => void)[] = [];

  put(item: T): void {
    this.all.push(item);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  /** The next one that was not taken yet, as soon as it is there. */
  async next(): Promise<T> {
    while (this.all.length <= this.#taken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const item = this.all[this.#taken] as T;
    this.#taken += 1;
    return item;
  }

  /** The next one of which something holds; those before it are passed over. */
  async nextWhere(holds: (item: T) => boolean): Promise<T> {
    for (;;) {
      const item = await this.next();
      if (holds(item)) return item;
    }
  }
}
