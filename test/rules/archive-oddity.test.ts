import assert from 'node:assert/strict';
import { archiveOddity } from '../../server/src/rules/archive-oddity.js';
import { artifactFacts } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

describe('archive-oddity', () => {
  const cases = [
    ['path-traversal', 'package/../../.bashrc', 'high'],
    ['absolute-path', '/etc/profile', 'high'],
    ['device', 'package/null', 'high'],
    ['symbolic-link', 'package/link', 'medium'],
    ['hard-link', 'package/link', 'medium'],
    ['duplicate-name', 'index.js', 'medium'],
    ['duplicate-name', 'package.json', 'high'],
    ['case-collision', 'Package.json', 'high'],
  ] as const;
  for (const [kind, path, level] of cases) {
    it(`takes ${kind} of ${path} for ${level}`, () => {
      const artifact = artifactFacts({ oddities: [{ kind, path, target: 'elsewhere' }] });
      const draft = onlyDraft(draftsOf(archiveOddity, subject(), { artifact }));
      assert.equal(draft.level, level);
      assert.match(draft.message, /^some-package 1\.0\.0 is packed in an odd way: /);
      assert.deepEqual(draft.evidence, [{ kind: 'file', file: path, value: 'elsewhere' }]);
    });
  }

  it('lets names pass that differ only in capitals, as honest packages have them', () => {
    const artifact = artifactFacts({ oddities: [{ kind: 'case-collision', path: 'README.md', target: 'readme.md' }] });
    assert.deepEqual(draftsOf(archiveOddity, subject(), { artifact }), []);
  });
});
