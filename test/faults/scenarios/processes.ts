import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createAnalysisClient } from '../../../server/src/artifacts/host/analysis-client.js';
import { createWorkerPool } from '../../../server/src/artifacts/worker-pool.js';
import type { SeededRandom } from '../../bench/random.js';
import { ended } from '../../cli/program.js';
import type { Kind } from '../support/kind.js';
import type { EditorTask } from '../support/other-editor.js';
import { HASTY_SECONDS, type ComposeOptions, type Site, type Told } from '../support/site.js';
import { DIST, NETWORK_PROGRAM, networkThreadOf, type Analyser } from '../support/world.js';

const supportFile = (name: string): string => path.join(import.meta.dirname, '..', 'support', name);
const WORKER = path.join(DIST, 'analysis-worker.cjs');

/** Of a processor's time; reading the program takes a part of it. */
const DEADLINE_MS = 2500;
const HEAP_MEGABYTES = 64;
const LARGE_HEAP_MEGABYTES = 96;

async function judgeBy(site: Site, analyser: Analyser): Promise<readonly Told[]> {
  try {
    return [await site.judge({ analyser, timeoutSeconds: HASTY_SECONDS })];
  } finally {
    await analyser.close();
  }
}

function workerKind(fault: string, title: string): Kind {
  return {
    ...{ id: `worker-${fault}`, title },
    run(site, random) {
      const program = pathToFileURL(supportFile('faulty-worker.js'));
      program.search = new URLSearchParams({ fault, at: String(random.below(4, 1)), program: WORKER }).toString();
      const pool = createWorkerPool({
        ...{ program, size: random.below(3, 1), deadlineMs: DEADLINE_MS, clock: site.clock },
        ...{ heapMegabytes: HEAP_MEGABYTES, largeHeapMegabytes: LARGE_HEAP_MEGABYTES },
      });
      return judgeBy(site, pool);
    },
  };
}

const THREAD_FAULTS = ['crash', 'exit', 'hang'] as const;

/** What is under way in the thread then, and what comes after it, is done without one. */
function judgeByLosing(site: Site, random: SeededRandom): Promise<Told> {
  const fault = THREAD_FAULTS[random.below(THREAD_FAULTS.length)] ?? 'crash';
  const program = pathToFileURL(supportFile('faulty-worker.js'));
  program.search = new URLSearchParams({ fault, at: String(random.below(30, 1)), program: NETWORK_PROGRAM }).toString();
  return site.judge({ networkThread: networkThreadOf(program), timeoutSeconds: HASTY_SECONDS });
}

const HOST_FAULTS = ['kill', 'exit', 'hang'] as const;
const HOST_DEADLINE_MS = 3000;

/** A process that judges the same project with the same cache. */
function startEditor(site: Site, options: ComposeOptions): ChildProcess {
  const task: EditorTask = {
    ...{ assetsFolder: site.world.assetsFolder, manifestPath: site.manifestPath, now: site.clock() },
    ...{ variables: site.machine.variables, settings: site.settings(options), analysisWorker: WORKER },
  };
  const argv = [supportFile('other-editor.js'), JSON.stringify(task)];
  return spawn(process.execPath, argv, { env: {}, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function toldBy(editor: ChildProcess): Promise<Told> {
  const { code, stdout, stderr } = await ended(editor);
  if (code !== 0) throw new Error(`The other process ended with ${String(code)}: ${stderr}`);
  return JSON.parse(stdout) as Told;
}

/** Kills it when so many requests have come, or when it has ended by itself. */
async function killAfter(site: Site, requests: number, editor: ChildProcess): Promise<void> {
  let count = 0;
  for (const server of Object.values(site.servers)) {
    server.onRequest = () => {
      count += 1;
      if (count >= requests) editor.kill('SIGKILL');
    };
  }
  await ended(editor);
}

async function twoEditors(site: Site, random: SeededRandom): Promise<readonly Told[]> {
  await site.configure();
  const options = { timeoutSeconds: HASTY_SECONDS };
  const other = random.chance(0.4) ? toldBy(startEditor(site, options)) : site.judge(options);
  return Promise.all([site.judge(options), other]);
}

export const PROCESS_KINDS: readonly Kind[] = [
  workerKind('crash', 'an analysing thread that crashes'),
  workerKind('exit', 'an analysing thread that ends'),
  workerKind('hang', 'an analysing thread that hangs'),
  workerKind('out-of-memory', 'an analysing thread that runs out of memory'),
  {
    id: 'network-thread',
    title: 'a thread for the network that crashes, ends or hangs',
    run: async (site, random) => [await judgeByLosing(site, random)],
  },
  {
    id: 'host',
    title: 'an analysing process that is killed, ends or hangs',
    run(site, random) {
      const fault = HOST_FAULTS[random.below(HOST_FAULTS.length)] ?? 'kill';
      const env = { FAULT: fault, FAULT_AT: String(random.below(5, 1)), PROGRAM: path.join(DIST, 'analysis-host.cjs') };
      const limits = { concurrency: 4, deadlineMs: HOST_DEADLINE_MS, idleMs: 30_000 };
      return judgeBy(site, createAnalysisClient({ program: supportFile('faulty-host.js'), env, ...limits }));
    },
  },
  { id: 'two-editors', title: 'two editors with one cache at the same time', run: twoEditors },
  {
    id: 'scan-killed',
    title: 'a process that is killed in the middle',
    async run(site, random) {
      await site.configure();
      await killAfter(site, random.below(25, 1), startEditor(site, { timeoutSeconds: HASTY_SECONDS }));
      return [];
    },
  },
];
