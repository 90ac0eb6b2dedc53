import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { lockedProject, manifestOf } from '../../bench/lockfiles/locked-project.js';
import { packageLockText } from '../../bench/lockfiles/package-lock.js';
import { LoopWatch } from '../../support/loop-watch.js';
import { readContext } from '../harness/context.js';
import { problems, problemsWhen, revert, setText, show, workspaceFile } from '../harness/editor.js';

const SIZE = { packages: 3000, direct: 150 };
const KEYSTROKES = 30;
/** As fast as people type. */
const TYPING_GAP_MS = 60;
const LIMIT_MS = 120_000;

/** No registry has them, so that each line has something to show. */
const NAMES = Array.from({ length: SIZE.packages }, (_, index) => `shop-made-up-${index}`);

describe('a project of thousands of packages', function () {
  this.timeout(LIMIT_MS);
  const project = lockedProject(NAMES, SIZE);
  const manifest = manifestOf(project);

  it('is judged while somebody types, and the extension host goes on', async () => {
    await write('package-lock.json', packageLockText(project, 3));
    await write('package.json', manifest);
    // The budget is 20 ms. What the editor and this test do counts as well, so it is printed and no test.
    const watch = new LoopWatch();
    try {
      const { document } = await show('package.json');
      await problemsWhen(document.uri, (found) => found.length >= SIZE.direct);
      tell('opening', watch);
      for (let run = 0; run < KEYSTROKES; run += 1) {
        await setText(document, manifest.replaceAll('"^', run % 2 === 0 ? '"~' : '"^'));
        await new Promise((resolve) => setTimeout(resolve, TYPING_GAP_MS));
      }
      tell('typing', watch);
      await revert();
      await problemsWhen(document.uri, (found) => found.length >= SIZE.direct);
      assert.equal(document.getText(), manifest);
      assert.ok(problems(document.uri).every(({ range }) => range.end.line < document.lineCount));
    } finally {
      watch.stop();
    }
  });
});

async function write(name: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(workspaceFile(name), new TextEncoder().encode(text));
}

function tell(what: string, watch: LoopWatch): void {
  const { longestBlockMs, longBlocks } = watch.take();
  const sentence = `extension host, ${what}: blocked for ${longestBlockMs.toFixed(0)} ms at most, ${longBlocks} times for more than 50 ms`;
  appendFileSync(readContext().outputFile, `${sentence}\n`);
}
