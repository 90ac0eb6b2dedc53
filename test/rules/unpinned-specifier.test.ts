import assert from 'node:assert/strict';
import type { Specifier } from '../../server/src/model/index.js';
import { unpinnedSpecifier } from '../../server/src/rules/unpinned-specifier.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const lodash = (declared: string) => subject({ name: 'lodash', declared });

describe('unpinned-specifier', () => {
  const unbounded = ['*', '', 'x', 'X', '>=4', '>4.0.0', '>=4.17.20 ', '^3.0.0 || >=4', '* || 1.0.0', '>=1 || <0.5'];
  for (const declared of unbounded) {
    it(`fires on "${declared}"`, () => {
      const draft = onlyDraft(draftsOf(unpinnedSpecifier, lodash(declared)));
      assert.match(draft.message, /, which lets in every version that will ever be published$/);
      assert.equal(draft.target, 'specifier');
    });
  }

  for (const tag of ['latest', 'next', 'beta']) {
    it(`fires on the dist-tag ${tag}`, () => {
      const draft = onlyDraft(draftsOf(unpinnedSpecifier, lodash(tag)));
      assert.equal(draft.message, `lodash is declared as "${tag}", a tag that its publisher can move to any version`);
    });
  }

  const bounded = [
    '4.17.21',
    '=4.17.21',
    '^4.17.20',
    '~4.17',
    '4',
    '4.x',
    '>=4 <5',
    '<5',
    '<=4.17.21',
    '1 - 2',
    '^3 || ^4',
    '^0.1.0',
  ];
  for (const declared of bounded) {
    it(`is silent on "${declared}"`, () => assert.deepEqual(draftsOf(unpinnedSpecifier, lodash(declared)), []));
  }

  it('leaves peer ranges alone, which are wide on purpose', () => {
    const peer = subject({ name: 'react', declared: '>=16', section: 'peerDependencies' });
    assert.deepEqual(draftsOf(unpinnedSpecifier, peer), []);
  });

  for (const section of ['devDependencies', 'optionalDependencies', 'overrides'] as const) {
    it(`fires in ${section}`, () => {
      assert.equal(draftsOf(unpinnedSpecifier, subject({ name: 'lodash', declared: '*', section })).length, 1);
    });
  }

  it('leaves everything alone that no registry resolves', () => {
    const elsewhere: readonly Specifier[] = [
      { kind: 'workspace', range: '*' },
      { kind: 'catalog', catalog: '' },
      { kind: 'file', path: '../lodash' },
      { kind: 'other', protocol: '$' },
      { kind: 'invalid', reason: 'not a range' },
    ];
    for (const declared of elsewhere) {
      const resolution = { from: 'nowhere', because: 'not-from-registry' } as const;
      assert.deepEqual(draftsOf(unpinnedSpecifier, subject({ name: 'lodash', declared, resolution })), []);
    }
  });

  it('says nothing of what only the lockfile names', () => {
    assert.deepEqual(draftsOf(unpinnedSpecifier, subject({ dependency: null })), []);
  });
});
