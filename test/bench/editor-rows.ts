import { BenchEditor } from './editor.js';
import { dependencyLines, madeUpProject, typedTexts } from './made-up-project.js';
import { sampled } from './measure.js';
import { startServerProcess } from './server-process.js';
import { latencyRow, type Row } from './row.js';

const KEYSTROKE_BUDGET_MS = 50;
const HOVER_BUDGET_MS = 5;
const SIZE = { packages: 1500, direct: 100 };
const WARM_UP = 20;
const RUNS = 300;

/** What a person feels: the server's answers while typing and pointing, with everything already looked up. */
export async function editorRows(names: readonly string[], assetsFolder: string): Promise<readonly Row[]> {
  const project = await madeUpProject(names, SIZE, assetsFolder);
  const editor = new BenchEditor(startServerProcess(project.host), project.host);
  const { uri, manifest } = project;
  try {
    await editor.open(uri, manifest);
    return [await keystrokes(editor, uri, manifest), await hovers(editor, uri, manifest)];
  } finally {
    await editor.close();
    await project.close();
  }
}

async function keystrokes(editor: BenchEditor, uri: string, manifest: string): Promise<Row> {
  const texts = typedTexts(manifest);
  const samples = await sampled(WARM_UP, RUNS, (run) => editor.type(uri, texts[run % texts.length] ?? manifest));
  const what = `keystroke → diagnostics, ${SIZE.direct} dependencies, ${SIZE.packages} locked packages, all cached`;
  return latencyRow('keystroke', what, KEYSTROKE_BUDGET_MS, samples);
}

async function hovers(editor: BenchEditor, uri: string, manifest: string): Promise<Row> {
  await editor.type(uri, manifest);
  const lines = dependencyLines(manifest);
  const samples = await sampled(WARM_UP, RUNS, async (run) => {
    const hover = await editor.hover(uri, lines[run % lines.length]?.line ?? 0, 8);
    if (hover === null) throw new Error('There is no hover where a dependency stands.');
  });
  return latencyRow('hover', 'hover, cached', HOVER_BUDGET_MS, samples);
}
