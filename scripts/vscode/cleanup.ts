type Step = () => unknown;

/** What has to be undone at the end, whatever happens: the last started goes first. */
export class Cleanup {
  readonly #steps: Step[] = [];

  add(step: Step): void {
    this.#steps.push(step);
  }

  /** Takes each step once. A step that fails keeps none of the others from being taken. */
  async run(): Promise<void> {
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      try {
        await step();
      } catch {
        // It was on its way out anyway, and what went wrong before it matters more.
      }
    }
  }
}

/** Runs `work`, then cleans up: at its end, at its failure, and where someone interrupts it. */
export async function withCleanup<T>(work: (cleanup: Cleanup) => Promise<T>): Promise<T> {
  const cleanup = new Cleanup();
  const interrupted = (): void => void cleanup.run().finally(() => process.exit(130));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    return await work(cleanup);
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    await cleanup.run();
  }
}
