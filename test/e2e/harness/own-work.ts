import { Session, type Profiler } from 'node:inspector/promises';

/** Between two samples, in microseconds. */
const INTERVAL_US = 500;
const US_PER_MS = 1000;
/** The bundle of the extension under test. */
const OWN = /\bclient\.cjs$/;

/**
 * How long the extension itself holds the extension host up, by a profile of its main thread: what a task of the extension's code takes, VS Code's
 * answers to its calls included. What VS Code and other extensions do in between is left out; what others do on the processor is not.
 */
export class OwnWork {
  readonly #session = new Session();

  async start(): Promise<void> {
    this.#session.connect();
    await this.#session.post('Profiler.enable');
    await this.#session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
    await this.#session.post('Profiler.start');
  }

  /** The longest task since the start or since this was last asked, in milliseconds. */
  async longestTaskMs(): Promise<number> {
    const { profile } = await this.#session.post('Profiler.stop');
    await this.#session.post('Profiler.start');
    return longestTaskMs(profile);
  }

  stop(): void {
    this.#session.disconnect();
  }
}

function longestTaskMs({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): number {
  const own = ownNodes(nodes);
  let longest = 0;
  let current = 0;
  samples.forEach((id, at) => {
    // A delta is that from the sample before.
    current = own.has(id) ? current + (timeDeltas[at + 1] ?? 0) : 0;
    longest = Math.max(longest, current);
  });
  return longest / US_PER_MS;
}

/** The nodes of the extension's functions, and of all that they call. */
function ownNodes(nodes: readonly Profiler.ProfileNode[]): ReadonlySet<number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const own = new Set<number>();
  const add = (node: Profiler.ProfileNode | undefined): void => {
    if (node === undefined || own.has(node.id)) return;
    own.add(node.id);
    for (const child of node.children ?? []) add(byId.get(child));
  };
  for (const node of nodes) if (OWN.test(node.callFrame.url)) add(node);
  return own;
}
