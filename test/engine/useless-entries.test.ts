import assert from 'node:assert/strict';
import type { Project } from '../../server/src/engine/engine.js';
import { uselessEntries } from '../../server/src/engine/useless-entries.js';
import {
  EMPTY_POLICY,
  inEnglish,
  type Acceptance,
  type Assessment,
  type Policy,
} from '../../server/src/model/index.js';
import { assessment, finding, subject } from '../support/subjects.js';

const acceptance = (said: Partial<Acceptance> = {}): Acceptance => ({
  ...{ package: 'lodash@4.17.20', rule: 'deprecated', reason: 'why', expires: '2027-01-31' },
  ...said,
});
const lodash = (given: Partial<Assessment> = {}) =>
  assessment({ subject: subject({ name: 'lodash', version: '4.17.20' }), ...given, facts: {} });

/** A lockfile that holds nothing beside the lines. */
const LOCKED: Project['graph'] = {
  ...{ format: 'package-lock.json', lockfileVersion: '3', importers: [], entries: new Map(), problems: [] },
};

function useless(
  policy: Partial<Policy>,
  assessments: readonly Assessment[],
  scope: 'all' | 'direct' | 'brought-in' = 'all',
  more: Partial<Project> = {},
) {
  const project = { graph: LOCKED, policy: { ...EMPTY_POLICY, ...policy }, ...more } as Project;
  return uselessEntries(project, assessments, scope).map(inEnglish);
}

describe('entries of the policy that nothing needs', () => {
  it('are acceptances of a version that the project does not use', () => {
    assert.deepEqual(useless({ accept: [acceptance({ package: 'lodash@4.17.19' })] }, [lodash()]), [
      'The acceptance of deprecated for lodash@4.17.19 is not needed: the project does not use that version.',
    ]);
  });

  it('are acceptances of what the rule does not find any more', () => {
    assert.deepEqual(useless({ accept: [acceptance()] }, [lodash()]), [
      'The acceptance of deprecated for lodash@4.17.20 is not needed: the rule finds nothing there.',
    ]);
  });

  it('are allowances of packages that the project does not use', () => {
    const allow = [
      { package: 'lodash', reason: 'x' },
      { package: 'lodash@4.17.20', reason: 'x' },
      { package: 'left-pad', reason: 'x' },
    ];
    assert.deepEqual(useless({ allow }, [lodash()]), ['The policy allows left-pad, which the project does not use.']);
  });

  const needed: readonly (readonly [string, Partial<Acceptance>, Partial<Assessment>])[] = [
    ['what they accept is found', {}, { accepted: [{ finding: finding({ rule: 'deprecated' }), reason: 'why' }] }],
    ['what they would accept is found, but they have expired', {}, { findings: [finding({ rule: 'deprecated' })] }],
    ['something could not be checked', {}, { coverage: [{ question: 'osv', status: 'unknown', reason: 'down' }] }],
    ['facts are still being fetched', {}, { pending: true }],
    ['they are about an address, which a member may name', { package: 'lodash@git+https://git.invalid/x' }, {}],
  ];
  for (const [when, said, given] of needed) {
    it(`are not acceptances where ${when}`, () => {
      assert.deepEqual(useless({ accept: [acceptance(said)] }, [lodash(given)]), []);
    });
  }

  it('are not claimed where only a part of the project was judged', () => {
    const policy = { accept: [acceptance({ package: 'lodash@4.17.19' })] };
    assert.deepEqual(useless(policy, [lodash()], 'direct'), []);
    const workspace = { folder: '/shop', catalogs: [], members: [], linksRanges: false };
    assert.deepEqual(useless(policy, [lodash()], 'brought-in', { workspace }), []);
    assert.equal(useless(policy, [lodash()], 'brought-in').length, 1);
  });

  it('are not claimed where no lockfile tells what comes along', () => {
    const policy = { accept: [acceptance({ package: 'lodash@4.17.19' })] };
    assert.deepEqual(useless(policy, [lodash()], 'all', { graph: undefined }), []);
  });
});
