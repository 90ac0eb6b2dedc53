import assert from 'node:assert/strict';
import {
  acceptanceId,
  applyPolicy,
  EMPTY_POLICY,
  inEnglish,
  type Acceptance,
  type IgnoredAdvisory,
  type Level,
  type OrganisationRules,
  type Policy,
} from '../../server/src/model/index.js';
import { finding, subject } from '../support/subjects.js';

const TODAY = '2026-11-22';
const BYTES = 'sha512-AAAA';

function decide(rule: string, level: Level, policy: Partial<Policy>, integrity?: string) {
  return applyPolicy({
    findings: [finding({ rule, level })],
    package: 'left-pad@1.3.0',
    name: 'left-pad',
    integrity,
    policy: { ...EMPTY_POLICY, ...policy },
    today: TODAY,
  });
}

const acceptance = (said: Partial<Acceptance> = {}): Acceptance => ({
  package: 'left-pad@1.3.0',
  rule: 'deprecated',
  reason: 'Leaves with the old shop.',
  expires: '2027-01-31',
  ...said,
});

describe('what an organisation has decided', () => {
  const organisation: OrganisationRules = {
    ...{ denied: [], allowed: [], deniedLicences: [], allowedLicences: [], registries: [], minimumAgeHours: 0 },
    leastLevels: { 'install-script': 'high', 'known-vulnerability': 'low' },
  };
  const decided = (rule: string, level: Level, policy: Partial<Policy> = {}) =>
    decide(rule, level, { ...policy, organisation });

  it('raises what a rule finds, and lowers nothing', () => {
    assert.equal(decided('install-script', 'low').findings[0]?.level, 'high');
    assert.equal(decided('install-script', 'critical').findings[0]?.level, 'critical');
    assert.equal(decided('deprecated', 'low').findings[0]?.level, 'low');
  });

  const attempts: readonly (readonly [string, Partial<Policy>])[] = [
    ['switch off', { rules: { 'install-script': 'off' } }],
    ['lower', { rules: { 'install-script': 'low' } }],
    ['allow', { allow: [{ package: 'left-pad', reason: 'ours' }] }],
    ['accept', { accept: [acceptance({ rule: 'install-script' })] }],
  ];
  for (const [what, policy] of attempts) {
    it(`is nothing that a project can ${what}, and that it tries is said`, () => {
      const { findings, accepted, notices } = decided('install-script', 'medium', policy);
      assert.deepEqual([findings[0]?.level, accepted.length], ['high', 0]);
      assert.match(notices.map(inEnglish).join(), /tries to silence install-script/);
    });
  }

  it('is nothing that another tool can leave aside', () => {
    const ignored = [{ package: '*', file: 'osv-scanner.toml' }];
    assert.equal(decided('known-vulnerability', 'high', { ignored }).findings.length, 1);
  });

  it('leaves raising to the project', () => {
    assert.equal(
      decided('install-script', 'low', { rules: { 'install-script': 'critical' } }).findings[0]?.level,
      'critical',
    );
  });
});

describe('what other tools are told to leave aside', () => {
  const decided = (ignored: Partial<IgnoredAdvisory>, rule = 'known-vulnerability', policy: Partial<Policy> = {}) =>
    applyPolicy({
      findings: [finding({ rule, level: 'high', hints: { advisories: ['GHSA-aaaa', 'CVE-2026-1'] } })],
      ...{ package: 'left-pad@1.3.0', name: 'left-pad', version: '1.3.0', today: TODAY },
      policy: { ...EMPTY_POLICY, ...policy, ignored: [{ ...ignored, file: 'osv-scanner.toml' }] },
    });

  const cases: readonly (readonly [string, Partial<IgnoredAdvisory>, boolean, RegExp?])[] = [
    ['by its id', { id: 'GHSA-aaaa' }, true],
    ['by another id of the same flaw, whatever its letters', { id: 'cve-2026-1' }, true],
    ['on the last day', { id: 'GHSA-aaaa', until: TODAY }, true],
    [
      'not after it',
      { id: 'GHSA-aaaa', until: '2026-11-21' },
      false,
      /osv-scanner\.toml .* GHSA-aaaa ended on 2026-11-21/,
    ],
    ['not until a day that nobody can read', { id: 'GHSA-aaaa', until: '0000-00-00' }, false, /cannot be read/],
    ['not by the id of another flaw', { id: 'GHSA-bbbb' }, false],
    ['by its package', { package: 'left-pad' }, true],
    ['by its package and version', { package: 'left-pad', version: '1.3.0' }, true],
    ['not by another version', { package: 'left-pad', version: '1.2.0' }, false],
    ['not by another package', { package: 'right-pad' }, false],
    ['not by an entry that says nothing', {}, false],
  ];
  for (const [what, entry, isIgnored, notice] of cases) {
    it(`leaves a vulnerability aside ${what}`, () => {
      const { findings, accepted, notices } = decided(entry);
      assert.deepEqual([findings.length, accepted.length], isIgnored ? [0, 1] : [1, 0]);
      assert.match(notices.map(inEnglish).join(' '), notice ?? /^$/);
    });
  }

  it('says why, until when and in which file', () => {
    const [accepted] = decided({ id: 'GHSA-aaaa', reason: 'Not reached.', until: '2027-01-31' }).accepted;
    assert.deepEqual(
      { ...accepted, finding: undefined },
      {
        ...{ finding: undefined, reason: 'Not reached.', file: 'osv-scanner.toml', expires: '2027-01-31' },
      },
    );
    assert.equal(inEnglish(decided({ id: 'GHSA-aaaa' }).accepted[0]?.reason ?? ''), 'No reason is given.');
  });

  for (const rule of ['known-malware', 'recent-release', 'data-exfiltration']) {
    it(`leaves ${rule} where it is`, () => {
      assert.equal(decided({ package: '*' }, rule).findings.length, 1);
      assert.equal(decided({ id: 'GHSA-aaaa' }, rule).findings.length, 1);
    });
  }

  it('does not hide that an acceptance of our own has expired', () => {
    const expired = acceptance({ rule: 'known-vulnerability', expires: '2026-11-01' });
    const { accepted, notices } = decided({ id: 'GHSA-aaaa' }, 'known-vulnerability', { accept: [expired] });
    assert.equal(accepted.length, 1);
    assert.match(notices.map(inEnglish).join(' '), /expired on 2026-11-01/);
  });
});

describe('applyPolicy', () => {
  it('leaves everything as it is without a policy', () => {
    const { findings, accepted, notices } = decide('deprecated', 'low', {});
    assert.deepEqual(findings, [finding({ rule: 'deprecated', level: 'low' })]);
    assert.deepEqual({ accepted, notices }, { accepted: [], notices: [] });
  });

  it('raises and lowers the level of a rule', () => {
    assert.equal(decide('deprecated', 'low', { rules: { deprecated: 'high' } }).findings[0]?.level, 'high');
    assert.equal(decide('deprecated', 'high', { rules: { deprecated: 'low' } }).findings[0]?.level, 'low');
  });

  it('drops the findings of a rule that is off or worth nothing', () => {
    for (const level of ['off', 'none'] as const) {
      const { findings, accepted } = decide('deprecated', 'high', { rules: { deprecated: level } });
      assert.deepEqual({ findings, accepted }, { findings: [], accepted: [] });
    }
  });

  it('reads only what the policy itself says of a rule', () => {
    assert.equal(decide('constructor', 'high', {}).findings[0]?.level, 'high');
  });

  it('accepts all findings of an allowed package, by name or by version', () => {
    for (const id of ['left-pad', 'left-pad@1.3.0']) {
      const { findings, accepted } = decide('deprecated', 'high', { allow: [{ package: id, reason: 'ours' }] });
      assert.deepEqual(findings, []);
      assert.deepEqual(accepted, [{ finding: finding({ rule: 'deprecated', level: 'high' }), reason: 'ours' }]);
    }
    const other = decide('deprecated', 'high', { allow: [{ package: 'left-pad@1.2.0', reason: 'ours' }] });
    assert.equal(other.findings.length, 1);
  });

  describe('accepts a finding', () => {
    const cases: readonly (readonly [string, Partial<Acceptance>, string | undefined, boolean, RegExp?])[] = [
      ['of this version and rule', {}, undefined, true],
      ['on the last day', { expires: TODAY }, undefined, true],
      ['not after it', { expires: '2026-11-21' }, undefined, false, /expired on 2026-11-21/],
      ['not of another rule', { rule: 'typosquat' }, undefined, false],
      ['not of another version', { package: 'left-pad@1.3.1' }, undefined, false],
      ['not of another package', { package: 'right-pad@1.3.0' }, undefined, false],
      ['not of every version', { package: 'left-pad' }, undefined, false],
      ['for these bytes', { integrity: BYTES }, BYTES, true],
      ['for one of several accepted hashes', { integrity: `sha512-BBBB ${BYTES}` }, BYTES, true],
      ['with an option behind the hash', { integrity: BYTES }, `${BYTES}?x`, true],
      ['not for other bytes', { integrity: BYTES }, 'sha512-BBBB', false, /other bytes/],
      ['not for bytes of which any one would do', { integrity: BYTES }, `${BYTES} sha512-EVIL`, false, /other bytes/],
      ['not by a weaker hash', { integrity: 'sha256-AAAA' }, 'sha256-AAAA sha512-EVIL', false, /other bytes/],
      ['not by SHA-1', { integrity: 'sha1-AAAA' }, 'sha1-AAAA', false, /other bytes/],
      ['not for unknown bytes', { integrity: BYTES }, undefined, false, /not known/],
    ];
    for (const [name, said, integrity, holds, notice] of cases) {
      it(name, () => {
        const verdict = decide('deprecated', 'low', { accept: [acceptance(said)] }, integrity);
        assert.equal(verdict.accepted.length, holds ? 1 : 0);
        assert.equal(verdict.findings.length, holds ? 0 : 1);
        assert.equal(verdict.notices.length, notice === undefined ? 0 : 1);
        if (notice !== undefined) assert.match(inEnglish(verdict.notices[0] ?? ''), notice);
      });
    }
  });

  it('accepts with reason and day, and with the level that the policy gives', () => {
    const { accepted } = decide('deprecated', 'low', { rules: { deprecated: 'medium' }, accept: [acceptance()] });
    assert.deepEqual(accepted, [
      {
        finding: finding({ rule: 'deprecated', level: 'medium' }),
        reason: 'Leaves with the old shop.',
        expires: '2027-01-31',
      },
    ]);
  });

  it('lets a valid acceptance stand beside an expired one, without a notice', () => {
    const { accepted, notices } = decide('deprecated', 'low', {
      accept: [acceptance({ expires: '2020-01-01' }), acceptance()],
    });
    assert.equal(accepted.length, 1);
    assert.deepEqual(notices, []);
  });

  it('says the same thing once', () => {
    const { notices } = applyPolicy({
      findings: [finding({ rule: 'deprecated' }), finding({ rule: 'deprecated' })],
      package: 'left-pad@1.3.0',
      name: 'left-pad',
      policy: { ...EMPTY_POLICY, accept: [acceptance({ expires: '2020-01-01' })] },
      today: TODAY,
    });
    assert.equal(notices.length, 1);
  });

  describe('cannot silence known malware', () => {
    const attempts: readonly (readonly [string, Partial<Policy>])[] = [
      ['by switching the rule off', { rules: { 'known-malware': 'off' } }],
      ['by making it worth nothing', { rules: { 'known-malware': 'none' } }],
      ['by lowering it', { rules: { 'known-malware': 'high' } }],
      ['by allowing the name', { allow: [{ package: 'left-pad', reason: 'we know' }] }],
      ['by allowing the version', { allow: [{ package: 'left-pad@1.3.0', reason: 'we know' }] }],
      ['by accepting the finding', { accept: [acceptance({ rule: 'known-malware' })] }],
    ];
    for (const [name, policy] of attempts) {
      it(name, () => {
        const { findings, accepted, notices } = decide('known-malware', 'critical', policy);
        assert.deepEqual(findings, [finding({ rule: 'known-malware', level: 'critical' })]);
        assert.deepEqual(accepted, []);
        assert.match(notices.map(inEnglish).join(), /tries to silence known-malware for left-pad@1\.3\.0/);
      });
    }

    it('and may take it as seriously or more', () => {
      for (const level of ['high', 'critical'] as const) {
        const { findings, notices } = decide('known-malware', level, { rules: { 'known-malware': 'critical' } });
        assert.equal(findings[0]?.level, 'critical');
        assert.deepEqual(notices, []);
      }
    });
  });
});

describe('acceptanceId', () => {
  it('binds to the judged version', () => {
    assert.equal(acceptanceId(subject({ name: '@s/a', version: '1.0.0', declared: '^1.0.0' })), '@s/a@1.0.0');
  });

  it('binds to what is declared where no version is judged', () => {
    const nowhere = { from: 'nowhere', because: 'not-from-registry' } as const;
    const git = { kind: 'git', url: 'git+https://host.invalid/a.git', pinned: false, insecure: false } as const;
    assert.equal(
      acceptanceId(subject({ name: 'a', declared: git, resolution: nowhere })),
      'a@git+https://host.invalid/a.git',
    );
    assert.equal(acceptanceId(subject({ name: 'a', dependency: null, resolution: nowhere })), undefined);
  });
});
