import assert from 'node:assert/strict';
import { weakenedDecisions } from '../../server/src/engine/weakened-decisions.js';
import type { Policy, Weakening } from '../../server/src/model/index.js';
import { packageRiskJson } from '../../server/src/policies/package-risk-json.js';
import { weakenedPolicy } from '../../server/src/rules/weakened-policy.js';
import { decisionsSubject } from '../support/subjects.js';
import { draftsOf } from './support/drafts-of.js';

const FILE = 'package-risk.json';
const said = (...weakenings: readonly Weakening[]) =>
  draftsOf(weakenedPolicy, decisionsSubject(weakenings)).map(({ level, message }) => [level, message]);

const policy = (document: object, more: Partial<Policy> = {}): Policy => {
  const read = packageRiskJson.read(JSON.stringify(document));
  assert.deepEqual(read.problems, []);
  return { ...read, ...more };
};
const change = (before: object, now: object): readonly unknown[] => between(policy(before), policy(now));
const between = (before: Policy, now: Policy): readonly unknown[] =>
  said(...weakenedDecisions(before, now, { file: FILE, levelOf: () => 'high', cooldownHours: 48 }));

const accept = (expires: string, integrity?: string) => ({
  accept: [
    { package: 'qs@6.7.0', rule: 'known-vulnerability', reason: 'Ours.', expires, ...(integrity && { integrity }) },
  ],
});
const allow = (...names: readonly string[]) => ({ allow: names.map((name) => ({ package: name, reason: 'Ours.' })) });

describe('weakened-policy', () => {
  const fires: readonly (readonly [what: string, before: object, now: object, expected: readonly unknown[]])[] = [
    [
      'a rule is switched off',
      {},
      { rules: { 'install-script': 'off' } },
      [
        'high',
        `${FILE} takes findings of install-script less seriously than before: nothing at all instead of what the rule itself says`,
      ],
    ],
    [
      'a rule is lowered',
      { rules: { typosquat: 'critical' } },
      { rules: { typosquat: 'low' } },
      ['high', `${FILE} takes findings of typosquat less seriously than before: low instead of critical`],
    ],
    [
      'an entry goes that had raised a rule',
      { rules: { typosquat: 'critical' } },
      {},
      [
        'high',
        `${FILE} takes findings of typosquat less seriously than before: what the rule itself says instead of critical`,
      ],
    ],
    [
      'a package is allowed',
      allow('a'),
      allow('a', 'b'),
      ['high', `${FILE} allows everything of b, which it did not before`],
    ],
    [
      'a finding is accepted',
      {},
      accept('2027-01-01'),
      ['medium', `${FILE} accepts known-vulnerability of qs@6.7.0 more widely than before`],
    ],
    [
      'an acceptance holds longer',
      accept('2027-01-01'),
      accept('2028-01-01'),
      ['medium', `${FILE} accepts known-vulnerability of qs@6.7.0 more widely than before`],
    ],
    [
      'an acceptance no longer holds for known bytes alone',
      accept('2027-01-01', 'sha512-AAAA'),
      accept('2027-01-01'),
      ['medium', `${FILE} accepts known-vulnerability of qs@6.7.0 more widely than before`],
    ],
    [
      'versions are used earlier',
      {},
      { cooldown: 1 },
      ['high', `${FILE} lets versions be used 1 hours after they came out, and not 48 hours`],
    ],
  ];
  for (const [what, before, now, expected] of fires) {
    it(`fires where ${what}`, () => assert.deepEqual(change(before, now), [expected]));
  }

  const passes: readonly (readonly [what: string, before: object, now: object])[] = [
    ['nothing changes', { ...allow('a'), cooldown: 24 }, { cooldown: 24, ...allow('a') }],
    ['reasons are worded anew', allow('a'), { allow: [{ package: 'a', reason: 'Reviewed.' }] }],
    ['entries change places', allow('a', 'b'), allow('b', 'a')],
    ['a rule is raised', {}, { rules: { typosquat: 'critical' } }],
    ['a level is written that the rule has anyway', {}, { rules: { typosquat: 'high' } }],
    ['a rule is switched on again', { rules: { typosquat: 'off' } }, {}],
    ['a package is no longer allowed', allow('a', 'b'), allow('a')],
    ['an acceptance goes', accept('2027-01-01'), {}],
    ['an acceptance ends earlier', accept('2027-01-01'), accept('2026-12-01')],
    ['an acceptance is bound to bytes', accept('2027-01-01'), accept('2027-01-01', 'sha512-AAAA')],
    ['versions have to be older', {}, { cooldown: 100 }],
  ];
  for (const [what, before, now] of passes) {
    it(`is silent where ${what}`, () => assert.deepEqual(change(before, now), []));
  }

  it('tells what another tool leaves aside, with its file', () => {
    const before = policy({}, { ignored: [{ id: 'GHSA-1', file: 'osv-scanner.toml', until: '2027-01-01' }] });
    const now = policy(
      {},
      {
        ignored: [
          { id: 'GHSA-1', file: 'osv-scanner.toml', until: '2026-12-01' },
          { id: 'GHSA-2', file: 'osv-scanner.toml' },
        ],
      },
    );
    assert.deepEqual(between(before, now), [
      ['medium', 'osv-scanner.toml leaves GHSA-2 aside, which it did not before'],
    ]);
  });

  it('tells how much more a baseline holds', () => {
    assert.deepEqual(said({ kind: 'baseline', file: 'known.json', findings: 3 }), [
      ['high', 'known.json holds findings that it did not hold before: 3'],
    ]);
  });

  it('is silent about packages', () => assert.deepEqual(said(), []));
});
