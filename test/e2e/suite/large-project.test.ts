import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { lockedProject, manifestOf } from '../../bench/lockfiles/locked-project.js';
import { packageLockText } from '../../bench/lockfiles/package-lock.js';
import { LoopWatch } from '../../support/loop-watch.js';
import { readContext } from '../harness/context.js';
import { problems, problemsWhen, revert, setText, show, workspaceFile } from '../harness/editor.js';
import { OwnWork } from '../harness/own-work.js';

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
    // The budget is 20 ms. What else the machine does counts as well, so it is printed and no test.
    const watch = new LoopWatch();
    const own = new OwnWork();
    await own.start();
    try {
      const { document } = await show('package.json');
      await problemsWhen(document.uri, (found) => found.length >= SIZE.direct);
      await tell('opening', watch, own);
      for (let run = 0; run < KEYSTROKES; run += 1) {
        await setText(document, manifest.replaceAll('"^', run % 2 === 0 ? '"~' : '"^'));
        await new Promise((resolve) => setTimeout(resolve, TYPING_GAP_MS));
      }
      await tell('typing', watch, own);
      await revert();
      await problemsWhen(document.uri, (found) => found.length >= SIZE.direct);
      assert.equal(document.getText(), manifest);
      assert.ok(problems(document.uri).every(({ range }) => range.end.line < document.lineCount));
    } finally {
      watch.stop();
      own.stop();
    }
  });
});

async function write(name: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(workspaceFile(name), new TextEncoder().encode(text));
}

async function tell(what: string, watch: LoopWatch, own: OwnWork): Promise<void> {
  const { longestBlockMs, longBlocks } = watch.take();
  const ownMs = await own.longestTaskMs();
  const sentence = `extension host, ${what}: blocked for ${longestBlockMs.toFixed(0)} ms at most, ${longBlocks} times for more than 50 ms, by the extension for ${ownMs.toFixed(0)} ms at most`;
  appendFileSync(readContext().outputFile, `${sentence}\n`);
  // Making sense of a profile is the test's own block.
  watch.take();
}
