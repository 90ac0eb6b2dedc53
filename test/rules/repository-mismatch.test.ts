import assert from 'node:assert/strict';
import type { AttestationFacts } from '../../server/src/model/index.js';
import { repositoryMismatch } from '../../server/src/rules/repository-mismatch.js';
import { absent } from '../../server/src/model/index.js';
import { DAY, NOW, packument, subject, type PackumentGiven } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const EXPRESS = 'https://github.com/expressjs/express';

describe('repository-mismatch', () => {
  describe('of a repository that is named after another package', () => {
    const famous: PackumentGiven = {
      name: 'express',
      repository: EXPRESS,
      maintainers: ['wes'],
      createdAt: NOW - 4000 * DAY,
    };
    const kit: PackumentGiven = {
      repository: EXPRESS,
      createdAt: NOW - 9 * DAY,
      versions: { '1.0.0': { publisher: 'eve' } },
    };
    const drafts = (given: PackumentGiven, namesake: PackumentGiven | null = famous) =>
      draftsOf(repositoryMismatch, subject({ name: 'express-kit' }), {
        packument: packument({ name: 'express-kit', ...kit, ...given }),
        namesake: namesake === null ? absent(NOW) : packument(namesake),
      });

    it('tells whose it is', () => {
      const draft = onlyDraft(drafts({}));
      assert.equal(
        draft.message,
        `express-kit names ${EXPRESS} as its repository, which is that of express; nobody who publishes one publishes the other`,
      );
      assert.equal(draft.level, 'medium');
      assert.deepEqual(draft.evidence, [{ kind: 'metadata', field: 'repository', value: EXPRESS }]);
    });

    it('is low where the name has been there for months, as forks have', () => {
      assert.equal(onlyDraft(drafts({ createdAt: NOW - 91 * DAY })).level, 'low');
    });

    const quiet: readonly (readonly [string, ReturnType<typeof drafts>])[] = [
      ['one account publishes both', drafts({ maintainers: ['wes', 'eve'] })],
      ['an account published both once', drafts({}, { ...famous, versions: { '4.0.0': { publisher: 'eve' } } })],
      [
        'the other one names another repository',
        drafts({}, { ...famous, repository: 'https://github.com/other/express' }),
      ],
      ['the other one is younger', drafts({}, { ...famous, createdAt: NOW - 2 * DAY })],
      ['there is no other one', drafts({}, null)],
      ['the registry does not tell who publishes this one', drafts({ versions: ['1.0.0'] })],
      ['the registry does not tell who publishes the other', drafts({}, { ...famous, maintainers: undefined })],
      ['the registry does not tell how old the other is', drafts({}, { ...famous, createdAt: undefined })],
    ];
    for (const [why, found] of quiet) {
      it(`says nothing where ${why}`, () => {
        assert.deepEqual(found, []);
      });
    }
  });

  describe('of a build', () => {
    const drafts = (named: string | undefined, attestation: AttestationFacts) =>
      draftsOf(repositoryMismatch, subject({ name: 'kit' }), {
        packument: packument({ name: 'kit', versions: { '1.0.0': { repository: named } } }),
        attestation,
      });
    const from = (repository: string): AttestationFacts => ({ verdict: 'verified', repository });

    it('tells where it was built from', () => {
      const draft = onlyDraft(drafts(EXPRESS, from('https://github.com/eve/work')));
      assert.equal(
        draft.message,
        `kit 1.0.0 was built from https://github.com/eve/work, and names ${EXPRESS} as its repository`,
      );
      assert.equal(draft.level, 'medium');
    });

    it('is low where the project has moved or was renamed', () => {
      assert.equal(onlyDraft(drafts(EXPRESS, from('https://github.com/openjs/express'))).level, 'low');
      assert.equal(onlyDraft(drafts(EXPRESS, from('https://github.com/expressjs/express-next'))).level, 'low');
    });

    it('says nothing where both are one, or one is not known, or the statement is not verified', () => {
      assert.deepEqual(drafts(EXPRESS, from('https://github.com/ExpressJS/express')), []);
      assert.deepEqual(drafts(undefined, from(EXPRESS)), []);
      assert.deepEqual(drafts(EXPRESS, { verdict: 'verified' }), []);
      assert.deepEqual(drafts(EXPRESS, { verdict: 'unverifiable', repository: 'https://github.com/eve/work' }), []);
    });
  });
});
