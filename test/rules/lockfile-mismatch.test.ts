import assert from 'node:assert/strict';
import type { Resolution } from '../../server/src/model/index.js';
import { lockfileMismatch } from '../../server/src/rules/lockfile-mismatch.js';
import { subject, type SubjectGiven } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const found = (lockedVersion?: string | null): Resolution => ({ from: 'registry', version: '4.21.2', lockedVersion });
const express = (resolution: Resolution, more: SubjectGiven = {}) =>
  subject({ name: 'express', declared: '^4.21.0', resolution, ...more });

describe('lockfile-mismatch', () => {
  it('names both sides and asks to run install', () => {
    const draft = onlyDraft(draftsOf(lockfileMismatch, express(found('4.17.1'))));
    assert.equal(
      draft.message,
      'the lockfile holds express 4.17.1, which does not satisfy "^4.21.0"; run install to bring the two together',
    );
    assert.equal(draft.target, 'specifier');
    assert.deepEqual(draft.evidence, [{ kind: 'lockfile', field: 'version', value: '4.17.1' }]);
  });

  it('fires where the lockfile has no entry', () => {
    const draft = onlyDraft(draftsOf(lockfileMismatch, express(found(null))));
    assert.match(draft.message, /^express is declared but not in the lockfile/);
  });

  const silent: readonly (readonly [string, Resolution, SubjectGiven])[] = [
    ['there is no lockfile', found(undefined), {}],
    ['the lockfile agrees', { from: 'lockfile', version: '4.21.2' }, {}],
    ['the name does not exist', { from: 'nowhere', because: 'name-not-found', lockedVersion: null }, {}],
    ['the version does not exist', { from: 'nowhere', because: 'no-such-version', lockedVersion: '4.17.1' }, {}],
    ['it is a peer', found(null), { section: 'peerDependencies' }],
    ['it is an override', found(null), { section: 'overrides' }],
    ['npm left out an optional dependency', found(null), { section: 'optionalDependencies' }],
    ['a dist-tag has moved since', found('4.17.1'), { declared: 'latest' }],
    ['it comes from a folder', found(null), { declared: { kind: 'file', path: '../express' } }],
    ['only the lockfile names it', found('4.17.1'), { dependency: null }],
  ];
  for (const [why, resolution, more] of silent) {
    it(`is silent where ${why}`, () => assert.deepEqual(draftsOf(lockfileMismatch, express(resolution, more)), []));
  }

  const heard: readonly (readonly [string, Resolution, SubjectGiven])[] = [
    ['the registry cannot be asked', { from: 'nowhere', because: 'registry-unknown', lockedVersion: '4.17.1' }, {}],
    [
      'an exact version is declared and the registry cannot be asked',
      { from: 'declared', version: '4.21.2', lockedVersion: '4.17.1' },
      {},
    ],
    ['an optional dependency is locked at another version', found('4.17.1'), { section: 'optionalDependencies' }],
    ['a dist-tag is declared that was never locked', found(null), { declared: 'latest' }],
  ];
  for (const [why, resolution, more] of heard) {
    it(`fires where ${why}`, () => assert.equal(draftsOf(lockfileMismatch, express(resolution, more)).length, 1));
  }
});
