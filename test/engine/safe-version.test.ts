import assert from 'node:assert/strict';
import { candidateOf, objectionTo, type Surroundings } from '../../server/src/engine/safe-version.js';
import {
  failed,
  inEnglish,
  ok,
  skipped,
  type Assessment,
  type Level,
  type ManagerPolicy,
  type VersionFacts,
} from '../../server/src/model/index.js';
import {
  assessment,
  DAY,
  facts,
  finding,
  HOUR,
  NOW,
  packument,
  subject,
  type FactsGiven,
} from '../support/subjects.js';

const around: Surroundings = {
  manifest: { dependencies: [], problems: [], engines: { node: '>=20' } },
  installed: new Map([['react', '18.2.0']]),
  now: NOW,
  cooldownHours: 72,
};

interface Case {
  readonly version?: Partial<VersionFacts>;
  readonly level?: Level;
  readonly facts?: FactsGiven;
}

/** `some-package@1.2.0`, about which everything is known, unless told otherwise. */
function judged({ version = {}, level, facts: given = {} }: Case): Assessment {
  return assessment({
    subject: subject({ version: '1.2.0' }),
    findings: level === undefined ? [] : [finding({ rule: 'known-vulnerability', level, message: 'It has a hole.' })],
    facts: facts({
      packument: packument({ versions: { '1.2.0': version } }),
      intelligence: { malware: [], advisories: [], origin: '' },
      registryAdvisories: [],
      osv: [],
      ...given,
    }),
  });
}

const HARM: readonly (readonly [what: string, given: Case, reason: RegExp])[] = [
  ['it is deprecated', { version: { deprecated: 'no' } }, /deprecated/],
  ['a finding is medium', { level: 'medium' }, /It has a hole/],
  ['it is younger than the cooldown', { version: { publishedAt: NOW - 71 * HOUR } }, /younger/],
  [
    'its engines exclude a Node.js that the project allows',
    { version: { engines: { node: '>=22' } } },
    /needs Node.js >=22/,
  ],
  [
    'an installed peer does not satisfy it',
    { version: { peerDependencies: { react: '^19.0.0' } } },
    /react \^19.0.0, and 18.2.0/,
  ],
  ['the registry does not list it', { facts: { packument: packument({ versions: ['9.9.9'] }) } }, /does not list/],
];

const GAPS: readonly (readonly [what: string, given: Case, reason: RegExp])[] = [
  ['an advisory service could not be asked', { facts: { osv: failed('network', 'OSV could not be reached.') } }, /OSV/],
  ['its date is unknown', { version: { publishedAt: undefined } }, /when it was published/],
  [
    'the trusted configuration is missing',
    { facts: { osv: skipped('untrusted-configuration', 'Not trusted.') } },
    /Not trusted/,
  ],
];

const FINE: readonly (readonly [what: string, given: Case])[] = [
  ['everything is known and nothing is wrong', {}],
  ['a finding is low', { level: 'low' }],
  ['the cooldown is over', { version: { publishedAt: NOW - 3 * DAY } }],
  ['its engines allow all that the project allows', { version: { engines: { node: '>=18' } } }],
  ['its peers are satisfied or not installed', { version: { peerDependencies: { react: '>=17', vue: '3' } } }],
  ['the user has switched a question off', { facts: { osv: skipped('switched-off', '') } }],
  ['its range of engines is no range', { version: { engines: { node: 'any' } } }],
];

describe('a safe version', () => {
  for (const [what, given, reason] of HARM) {
    it(`is not one that is known to be bad: ${what}`, () => {
      const objection = objectionTo(judged(given), around);
      assert.match(inEnglish(objection?.reason ?? ''), reason);
      assert.equal(objection?.knownHarm, true);
    });
  }
  for (const [what, given, reason] of GAPS) {
    it(`is not one of which something is unknown: ${what}`, () => {
      const objection = objectionTo(judged(given), around);
      assert.match(inEnglish(objection?.reason ?? ''), reason);
      assert.equal(objection?.knownHarm, false);
    });
  }
  for (const [what, given] of FINE) {
    it(`is one of which ${what}`, () => assert.equal(objectionTo(judged(given), around), undefined));
  }
});

describe('a version that the package manager has to wait for', () => {
  const week = { age: 7 * DAY, setting: 'min-release-age', file: '.npmrc' };
  const scripts = { others: 'run', allowed: [], denied: [] } as const;
  const young = judged({ version: { publishedAt: NOW - 5 * DAY } });

  it('is not safe, however long the cooldown is over', () => {
    const manager: ManagerPolicy = { manager: 'npm', wait: week, exempt: [], scripts };
    assert.match(inEnglish(objectionTo(young, { ...around, manager })?.reason ?? ''), /told to wait/);
    assert.equal(objectionTo(judged({}), { ...around, manager }), undefined);
  });

  it('is safe where the package is exempt', () => {
    const manager: ManagerPolicy = { manager: 'npm', wait: week, exempt: ['some-*'], scripts };
    assert.equal(objectionTo(young, { ...around, manager }), undefined);
  });
});

describe('the declared major', () => {
  const within: readonly (readonly [range: string | undefined, current: string | undefined, expected: boolean])[] = [
    ['^1.0.0', '1.0.0', true],
    ['^0.2.0', '0.2.0', false],
    ['^2.0.0', '2.0.0', false],
    ['*', '1.0.0', true],
    ['*', '0.9.0', false],
    [undefined, '1.1.0', true],
    [undefined, undefined, false],
  ];
  for (const [range, current, expected] of within) {
    it(`${expected ? 'holds' : 'does not hold'} 1.2.0 where ${range ?? 'a dist-tag'} is declared and ${current ?? 'nothing'} is there`, () => {
      assert.equal(candidateOf(judged({}), { range, current }, around).withinMajor, expected);
    });
  }

  it('is the minor for 0.x, as for the caret', () => {
    const one = { ...judged({}), subject: subject({ version: '0.2.9' }) };
    const known = { ...one, facts: { ...one.facts, packument: ok(packument({ versions: ['0.2.9'] }), NOW) } };
    assert.equal(candidateOf(known, { range: '^0.2.1' }, around).withinMajor, true);
    assert.equal(candidateOf(known, { range: '^0.3.0' }, around).withinMajor, false);
  });
});
