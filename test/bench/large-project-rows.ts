import type { Diagnostic } from 'vscode-languageserver/node';
import { BenchEditor } from './editor.js';
import { madeUpProject, typedTexts, type MadeUpProject } from './made-up-project.js';
import { latencyRow, type Row } from './row.js';

const SIZE = { packages: 3000, direct: 150 };

/** What an editor shows without being scrolled. */
const VISIBLE_LINES = 50;

const OPENING_BUDGET_MS = 300;
const OPENINGS = 7;
const KEYSTROKE_BUDGET_MS = 50;
/** As fast as people type. */
const TYPING_GAP_MS = 60;

/** What a person feels in a large project: until the lines in view are judged, and what typing is like meanwhile. */
export async function largeProjectRows(names: readonly string[], assetsFolder: string): Promise<readonly Row[]> {
  const project = await madeUpProject(names, SIZE, assetsFolder);
  try {
    // Before anything is cached, so that it goes on for as long as possible.
    const typing = await typingWhileJudging(project);
    return [await openings(project), typing];
  } finally {
    await project.close();
  }
}

/** Each in an editor of its own, whose memory is empty: what is known lies on the disk. */
async function openings(project: MadeUpProject): Promise<Row> {
  const { uri, manifest } = project;
  const wanted = await withEditor(project, async (editor) => {
    await editor.open(uri, manifest);
    return visible(await editor.items(uri));
  });
  const samples: number[] = [];
  for (let run = 0; run < OPENINGS; run += 1) {
    samples.push(
      await withEditor(project, async (editor) => {
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

async function typingWhileJudging(project: MadeUpProject): Promise<Row> {
  const { uri, manifest } = project;
  const texts = typedTexts(manifest);
  const samples = await withEditor(project, async (editor) => {
    const took: number[] = [];
    const state = { isJudged: false };
    const judged = editor.open(uri, manifest).then(() => (state.isJudged = true));
    await editor.shown;
    for (let run = 0; !state.isJudged && run < texts.length; run += 1) {
      const start = performance.now();
      await editor.type(uri, texts[run] ?? manifest);
      took.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, TYPING_GAP_MS));
    }
    await judged;
    return took;
  });
  const what = `keystroke → diagnostics while ${SIZE.packages} locked packages are looked up`;
  return latencyRow('large-keystroke', what, KEYSTROKE_BUDGET_MS, samples);
}

async function withEditor<T>({ host }: MadeUpProject, use: (editor: BenchEditor) => Promise<T>): Promise<T> {
  const editor = new BenchEditor(host);
  try {
    return await use(editor);
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
