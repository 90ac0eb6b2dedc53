import type { Diagnostic } from 'vscode-languageserver/node';
import { BenchEditor } from './editor.js';
import { madeUpProject, typedTexts, type MadeUpProject } from './made-up-project.js';
import type { Samples } from './measure.js';
import { bestRow, latencyRow, type Row } from './row.js';
import { startServerProcess, type ServerProcess } from './server-process.js';

const SIZE = { packages: 3000, direct: 150 };

/** What an editor shows without being scrolled. */
const VISIBLE_LINES = 50;

const OPENING_BUDGET_MS = 300;
const OPENINGS = 7;
const KEYSTROKE_BUDGET_MS = 50;
/** As fast as people type. */
const TYPING_GAP_MS = 60;
const BLOCK_BUDGET_MS = 50;
/** Other work on the machine stops this process as well, and no run is free of it. */
const SCANS = 3;

/** What the budgets of memory and of a warm start are about. */
const USUAL = { packages: 1500, direct: 100 };
const MEMORY_BUDGET_MB = 250;
const WARM_BUDGET_MS = 1000;
const BYTES_PER_MB = 1e6;

interface Running {
  readonly editor: BenchEditor;
  readonly server: ServerProcess;
}

/** What a person feels in a large project: until the lines in view are judged, and what typing is like meanwhile. */
export async function largeProjectRows(names: readonly string[], assetsFolder: string): Promise<readonly Row[]> {
  const project = await madeUpProject(names, SIZE, assetsFolder);
  try {
    const cold: ScanCost[] = [];
    for (let run = 0; run < SCANS; run += 1) {
      // Before anything is cached, so that it goes on for as long as possible.
      await project.emptyCache();
      cold.push(await scanning(project));
    }
    return [
      await openings(project),
      latencyRow(
        'large-keystroke',
        `keystroke → diagnostics while ${SIZE.packages} locked packages are looked up`,
        KEYSTROKE_BUDGET_MS,
        cold.flatMap(({ keystrokes }) => keystrokes),
      ),
      bestRow(
        'large-block',
        `longest block of the server's event loop while ${SIZE.packages} locked packages are looked up, best of ${SCANS} runs`,
        { unit: 'ms', budget: BLOCK_BUDGET_MS },
        cold.map(({ longestBlockMs }) => longestBlockMs),
      ),
    ];
  } finally {
    await project.close();
  }
}

/** A project of a usual size, all of which is cached on disk, judged in a new process. */
export async function warmStartRows(names: readonly string[], assetsFolder: string): Promise<readonly Row[]> {
  const project = await madeUpProject(names, USUAL, assetsFolder);
  const { uri, manifest } = project;
  try {
    const took: number[] = [];
    const resident: number[] = [];
    // The first one fills the cache.
    for (let run = 0; run <= SCANS; run += 1) {
      await running(project, async ({ editor, server }) => {
        await editor.start();
        const start = performance.now();
        await editor.judged(uri, manifest);
        if (run === 0) return;
        took.push(performance.now() - start);
        resident.push((await server.cost()).residentBytes / BYTES_PER_MB);
      });
    }
    const which = `${USUAL.packages} locked packages, cached on disk, in a new process, best of ${SCANS} runs`;
    return [
      bestRow('warm-start', `opening → all is judged, ${which}`, { unit: 'ms', budget: WARM_BUDGET_MS }, took),
      bestRow('server-memory', `resident memory, ${which}`, { unit: 'MB', budget: MEMORY_BUDGET_MB }, resident),
    ];
  } finally {
    await project.close();
  }
}

/** Each in a server of its own, whose memory is empty: what is known lies on the disk. */
async function openings(project: MadeUpProject): Promise<Row> {
  const { uri, manifest } = project;
  const wanted = await running(project, async ({ editor }) => {
    await editor.open(uri, manifest);
    return visible(await editor.items(uri));
  });
  const samples: number[] = [];
  for (let run = 0; run < OPENINGS; run += 1) {
    samples.push(
      await running(project, async ({ editor }) => {
        await editor.start();
        const start = performance.now();
        await editor.show(uri, manifest);
        await editor.until(uri, (items) => isToldBy(visible(items), wanted));
        return performance.now() - start;
      }),
    );
  }
  const what = `opening → the first ${VISIBLE_LINES} lines are judged, ${SIZE.packages} locked packages, cached on disk`;
  return latencyRow('large-opening', what, OPENING_BUDGET_MS, samples);
}

interface ScanCost {
  readonly keystrokes: Samples;
  readonly longestBlockMs: number;
}

/** Everything is looked up for the first time, while somebody types. */
function scanning(project: MadeUpProject): Promise<ScanCost> {
  const { uri, manifest } = project;
  const texts = typedTexts(manifest);
  return running(project, async ({ editor, server }) => {
    await editor.start();
    await server.cost();
    const keystrokes: number[] = [];
    const state = { isJudged: false };
    const judged = editor.judged(uri, manifest).then(() => (state.isJudged = true));
    await editor.shown;
    for (let run = 0; !state.isJudged && run < texts.length; run += 1) {
      const start = performance.now();
      await editor.type(uri, texts[run] ?? manifest);
      keystrokes.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, TYPING_GAP_MS));
    }
    await judged;
    const { longestBlockMs } = await server.cost();
    return { keystrokes, longestBlockMs };
  });
}

async function running<T>({ host }: MadeUpProject, use: (running: Running) => Promise<T>): Promise<T> {
  const server = startServerProcess(host);
  const editor = new BenchEditor(server, host);
  try {
    return await use({ editor, server });
  } finally {
    await editor.close();
  }
}

/** What is said of the packages in view themselves. What they bring in stands in the same problems, and comes later. */
function visible(items: readonly Diagnostic[]): readonly string[] {
  return items
    .filter(({ range }) => range.start.line < VISIBLE_LINES)
    .flatMap(({ range, message }) =>
      textOf(message)
        .split('\n• ')
        .map((sentence) => `${range.start.line} ${sentence}`),
    )
    .filter((sentence) => !/^\d+ (?:\S+ brings in |and \d+ more$)/.test(sentence))
    .sort();
}

/** A line with many problems tells the worst of them, so that some stand there only until worse ones come. */
function isToldBy(all: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((sentence) => all.includes(sentence));
}

function textOf(message: Diagnostic['message']): string {
  return typeof message === 'string' ? message : message.value;
}
