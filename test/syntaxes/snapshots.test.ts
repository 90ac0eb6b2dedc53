import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { renderSnap } from 'vscode-tmgrammar-test/dist/snapshot/index.js';
import { ROOT, tokeniser } from './tokens.js';

/** Written anew with `UPDATE_SNAPSHOTS=1`, to be read before they are committed. */
const FOLDER = path.join(ROOT, 'test', 'fixtures', 'grammars');

const CASES = [
  { file: 'package.json', scope: 'source.json' },
  { file: 'yarn.lock', scope: 'source.yarn-lock' },
  { file: 'pnpm-workspace.yaml', scope: 'source.yaml' },
];

describe('the grammars', () => {
  for (const { file, scope } of CASES) {
    it(`paint ${file} as its snapshot says`, async () => {
      const text = readFileSync(path.join(FOLDER, file), 'utf8');
      const snapshot = path.join(FOLDER, `${file}.snap`);
      const painted = renderSnap([...(await tokeniser(scope)(text))]);
      if (process.env.UPDATE_SNAPSHOTS !== undefined) writeFileSync(snapshot, painted);
      assert.equal(painted, readFileSync(snapshot, 'utf8'));
    });
  }
});
