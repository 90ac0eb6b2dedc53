import assert from 'node:assert/strict';
import { accept } from '../../server/src/remedies/accept.js';
import { remedyContext } from './support/remedy-context.js';

const line = { name: 'left-pad', version: '1.3.0', declared: '^1.3.0' };
const titles = (rules: readonly string[], given = {}) =>
  accept.offer(remedyContext({ line: { ...line, ...given }, rules })).map(({ title }) => title);

describe('accept', () => {
  it('changes nothing in the manifest', () => {
    const [remedy] = accept.offer(remedyContext({ line, rules: ['deprecated'] }));
    assert.equal(remedy?.title, 'Accept this finding with a reason…');
    assert.deepEqual(remedy.rules, ['deprecated']);
    assert.deepEqual(remedy.changes, []);
    assert.equal(remedy.preferred, false);
  });

  it('offers each rule once and tells them apart', () => {
    assert.deepEqual(titles(['known-vulnerability', 'install-script', 'known-vulnerability']), [
      'Accept this finding with a reason… (known-vulnerability)',
      'Accept this finding with a reason… (install-script)',
    ]);
  });

  it('offers what is declared where no version is judged', () => {
    const nowhere = { resolution: { from: 'nowhere', because: 'not-from-registry' } } as const;
    assert.equal(titles(['remote-source'], nowhere).length, 1);
    assert.deepEqual(titles(['package-not-found'], { ...nowhere, declared: '' }), []);
  });

  it('offers nothing for malware, nor for anything beside it', () => {
    assert.deepEqual(titles(['known-malware', 'install-script']), []);
  });

  it('offers nothing for what an install puts right', () => {
    assert.deepEqual(titles(['lockfile-mismatch']), []);
  });
});
