import assert from 'node:assert/strict';
import { failed, type Subject } from '../../server/src/model/index.js';
import { versionNotFound } from '../../server/src/rules/version-not-found.js';
import { packument, subject, type SubjectGiven } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const express = packument({ name: 'express', versions: ['4.17.1', '4.21.2', '5.0.0-beta.1', '5.1.0'] });
const resolution = { from: 'nowhere', because: 'no-such-version' } as const;
const inVain = (declared: string, more: SubjectGiven = {}) =>
  subject({ name: 'express', declared, resolution, ...more });

describe('version-not-found', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['5.2.0', 'express 5.2.0 does not exist in the registry; the nearest is 5.1.0', ['5.1.0']],
    ['4.18.0', 'express 4.18.0 does not exist in the registry; the nearest is 4.17.1 or 4.21.2', ['4.17.1', '4.21.2']],
    ['^9.0.0', 'no published version of express satisfies "^9.0.0"; the nearest is 5.1.0', ['5.1.0']],
    ['nexxt', 'express has no dist-tag "nexxt"; the nearest is 5.1.0', ['5.1.0']],
  ];
  for (const [declared, message, fixedVersions] of cases) {
    it(`offers what is near "${declared}"`, () => {
      const draft = onlyDraft(draftsOf(versionNotFound, inVain(declared), { packument: express }));
      assert.equal(draft.message, message);
      assert.equal(draft.target, 'specifier');
      assert.deepEqual(draft.hints, { fixedVersions });
    });
  }

  it("offers pre-releases only where nothing else is published, and npm's placeholder never", () => {
    const early = packument({ name: 'express', versions: ['0.0.1-security', '1.0.0-alpha.1'] });
    assert.deepEqual(onlyDraft(draftsOf(versionNotFound, inVain('^2.0.0'), { packument: early })).hints, {
      fixedVersions: ['1.0.0-alpha.1'],
    });
    const held = packument({ name: 'express', versions: ['0.0.1-security'] });
    assert.equal(
      onlyDraft(draftsOf(versionNotFound, inVain('^2.0.0'), { packument: held })).message,
      'no published version of express satisfies "^2.0.0"',
    );
  });

  it('is silent where the version exists, the name does not, or the registry is unknown', () => {
    assert.deepEqual(
      draftsOf(versionNotFound, subject({ name: 'express', version: '5.1.0' }), { packument: express }),
      [],
    );
    const noName = inVain('^9.0.0', { resolution: { from: 'nowhere', because: 'name-not-found' } });
    assert.deepEqual(draftsOf(versionNotFound, noName, { packument: express }), []);
    assert.deepEqual(draftsOf(versionNotFound, inVain('^9.0.0'), { packument: failed('offline', 'offline') }), []);
  });

  it('lets an optional peer name a version that is still to come', () => {
    const peer = inVain('^9.0.0', { section: 'peerDependencies', optionalPeer: true });
    assert.deepEqual(draftsOf(versionNotFound, peer, { packument: express }), []);
    assert.equal(
      draftsOf(versionNotFound, inVain('^9.0.0', { section: 'peerDependencies' }), { packument: express }).length,
      1,
    );
  });

  describe('for the version that the lockfile holds', () => {
    const parser = packument({ name: 'ua-parser-js', versions: ['0.7.28', '0.7.30'] });
    const locked = (version: string, resolved?: string): Subject =>
      subject({
        name: 'ua-parser-js',
        dependency: null,
        resolution: { from: 'lockfile', version },
        locked: { id: 'node_modules/ua-parser-js', version, resolved },
      });
    const address = 'https://registry.npm.example/ua-parser-js/-/ua-parser-js-0.7.29.tgz';

    it('says that it was taken down (ua-parser-js 0.7.29, 2021)', () => {
      const draft = onlyDraft(draftsOf(versionNotFound, locked('0.7.29', address), { packument: parser }));
      assert.equal(draft.message, 'ua-parser-js 0.7.29 is in the lockfile but no longer in the registry');
      assert.deepEqual(draft.hints, { fixedVersions: ['0.7.28', '0.7.30'] });
    });

    it('is silent where the registry document may just be older than the lockfile', () => {
      assert.deepEqual(draftsOf(versionNotFound, locked('0.7.31', address), { packument: parser }), []);
    });

    it('is silent about what may not be from the registry', () => {
      assert.deepEqual(draftsOf(versionNotFound, locked('0.7.29'), { packument: parser }), []);
      assert.deepEqual(
        draftsOf(versionNotFound, locked('0.7.29', 'git+ssh://git@git.invalid/x.git'), { packument: parser }),
        [],
      );
    });
  });
});
