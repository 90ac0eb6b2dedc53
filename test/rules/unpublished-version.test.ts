import assert from 'node:assert/strict';
import { unpublishedVersion } from '../../server/src/rules/unpublished-version.js';
import { versionNotFound } from '../../server/src/rules/version-not-found.js';
import { subject, type SubjectGiven } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';
import { history } from './support/history.js';

const document = history(
  { '1.0.0': 90, '1.0.2': 2 },
  { unpublished: { '1.0.1': Date.UTC(2026, 10, 10), constructor: Date.UTC(2026, 10, 10) } },
);
const drafts = (given: SubjectGiven, packument = document) =>
  draftsOf(unpublishedVersion, subject({ name: 'bus', ...given }), { packument });
const LOCKED: SubjectGiven = { resolution: { from: 'lockfile', version: '1.0.1' } };
const DECLARED: SubjectGiven = { declared: '1.0.1', resolution: { from: 'nowhere', because: 'no-such-version' } };

describe('unpublished-version', () => {
  it('tells that what is locked was taken down, and when it came', () => {
    const draft = onlyDraft(drafts(LOCKED));
    assert.equal(
      draft.message,
      'bus 1.0.1 was published on 2026-11-10 and has been taken down since, but the lockfile still has it',
    );
    assert.deepEqual(draft.evidence, [{ kind: 'metadata', field: 'time.1.0.1', value: '2026-11-10T00:00:00.000Z' }]);
    assert.deepEqual(draft.hints, { fixedVersions: ['1.0.0', '1.0.2'] });
  });

  it('tells that what is declared was taken down', () => {
    const { message } = onlyDraft(drafts(DECLARED));
    assert.equal(message, 'bus 1.0.1 was published on 2026-11-10 and has been taken down since');
  });

  it('speaks for version-not-found, which then says nothing', () => {
    for (const given of [LOCKED, DECLARED]) {
      const locked = {
        id: 'bus@1.0.1',
        version: '1.0.1',
        resolved: 'https://registry.npm.example/bus/-/bus-1.0.1.tgz',
      };
      const line = subject({ name: 'bus', locked, ...given });
      assert.deepEqual(draftsOf(versionNotFound, line, { packument: document }), []);
      const silent = history({ '1.0.0': 90, '1.0.2': 2 });
      assert.equal(draftsOf(versionNotFound, line, { packument: silent }).length, 1);
    }
  });

  const quiet: readonly (readonly [string, SubjectGiven, typeof document])[] = [
    ['the version is there', { version: '1.0.0' }, document],
    [
      'it never was there',
      { declared: '3.0.0', resolution: { from: 'nowhere', because: 'no-such-version' } },
      document,
    ],
    ['the registry keeps no dates of what is gone', LOCKED, history({ '1.0.0': 90, '1.0.2': 2 })],
    ['nobody installs it', { ...DECLARED, optionalPeer: true }, document],
    ['a name is one of JavaScript', { resolution: { from: 'lockfile', version: 'toString' } }, document],
    [
      'a range leads elsewhere',
      { declared: '^3.0.0', resolution: { from: 'nowhere', because: 'no-such-version' } },
      document,
    ],
  ];
  for (const [why, given, packument] of quiet) {
    it(`says nothing where ${why}`, () => {
      assert.deepEqual(drafts(given, packument), []);
    });
  }
});
