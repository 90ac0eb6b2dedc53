import assert from 'node:assert/strict';
import type { OrganisationRules } from '../../server/src/model/index.js';
import { againstOrganisation } from '../../server/src/rules/against-organisation.js';
import { EXAMPLE_REGISTRY, packument, subject } from '../support/subjects.js';
import { COOLDOWN_HOURS, draftsOf, onlyDraft } from './support/drafts-of.js';

const NOTHING: OrganisationRules = {
  ...{ leastLevels: {}, denied: [], allowed: [], deniedLicences: [], allowedLicences: [], registries: [] },
  minimumAgeHours: 0,
};
const charts = subject({ name: '@acme/charts', version: '1.2.0' });

const said = (rules: Partial<OrganisationRules>, license: string | undefined = 'MIT', line = charts) =>
  draftsOf(
    ...([againstOrganisation, line, { packument: packument({ name: line.name, license }) }] as const),
    ...([COOLDOWN_HOURS, EXAMPLE_REGISTRY, undefined, { ...NOTHING, ...rules }] as const),
  );

describe('against-organisation', () => {
  it('says what the organisation does not allow, and by which setting', () => {
    const draft = onlyDraft(said({ denied: ['left-pad', '@acme/*'] }));
    assert.equal(draft.message, 'the organisation does not allow @acme/charts 1.2.0');
    assert.deepEqual(draft.evidence, [
      { kind: 'metadata', field: 'packageRisk.organisation.denied', value: '@acme/*' },
    ]);
  });

  const cases: readonly (readonly [string, Partial<OrganisationRules>, string | undefined, RegExp | undefined])[] = [
    ['nothing is denied', {}, 'MIT', undefined],
    ['another version is denied', { denied: ['@acme/charts@1.1.0'] }, 'MIT', undefined],
    ['this version is denied', { denied: ['@acme/charts@1.2.0'] }, 'MIT', /does not allow @acme\/charts 1\.2\.0/],
    ['it is allowed', { allowed: ['@acme/*'] }, 'MIT', undefined],
    ['it is none of what is allowed', { allowed: ['react'] }, 'MIT', /none of the packages/],
    ['it is allowed and denied', { allowed: ['@acme/*'], denied: ['*'] }, 'MIT', /does not allow/],
    [
      'its licence is denied',
      { deniedLicences: ['AGPL-3.0'] },
      'AGPL-3.0-only',
      /the licence of @acme\/charts: AGPL-3\.0-only/,
    ],
    ['another choice of its licence is not denied', { deniedLicences: ['GPL-3.0'] }, '(GPL-3.0 OR MIT)', undefined],
    ['a part of its licence is denied', { deniedLicences: ['GPL-3.0'] }, 'MIT AND GPL-3.0+', /the licence/],
    ['its licence is allowed', { allowedLicences: ['mit'] }, 'MIT', undefined],
    [
      'its licence has an exception',
      { allowedLicences: ['GPL-2.0'] },
      'GPL-2.0-or-later WITH Classpath-exception-2.0',
      undefined,
    ],
    ['its licence is none of those', { allowedLicences: ['MIT', 'ISC'] }, 'SEE LICENSE IN LICENSE.md', /the licence/],
    ['it tells no licence', { allowedLicences: ['MIT'] }, undefined, undefined],
    ['it comes from the registry', { registries: ['registry.npm.example'] }, 'MIT', undefined],
    [
      'it comes from another registry',
      { registries: ['npm.acme.example'] },
      'MIT',
      /comes from registry\.npm\.example, which is no registry/,
    ],
  ];
  for (const [when, rules, license, expected] of cases) {
    it(`${expected === undefined ? 'is silent' : 'speaks'} where ${when}`, () => {
      const line = packument({ name: charts.name, license });
      const [draft, ...others] = draftsOf(
        ...([againstOrganisation, charts, { packument: line }] as const),
        ...([COOLDOWN_HOURS, EXAMPLE_REGISTRY, undefined, { ...NOTHING, ...rules }] as const),
      );
      if (expected === undefined) assert.equal(draft, undefined);
      else assert.match(draft?.message ?? '', expected);
      assert.deepEqual(others, []);
    });
  }

  it('goes by the licence of the version, where that is told', () => {
    const versions = { '1.1.0': { license: 'MIT' }, '1.2.0': { license: 'BUSL-1.1' }, '2.0.0': { license: 'MIT' } };
    const saidOf = (version: string) =>
      draftsOf(
        againstOrganisation,
        subject({ name: '@acme/charts', version }),
        { packument: packument({ name: '@acme/charts', license: 'MIT', versions }) },
        ...([COOLDOWN_HOURS, EXAMPLE_REGISTRY, undefined, { ...NOTHING, allowedLicences: ['MIT'] }] as const),
      ).map(({ message }) => message);
    assert.deepEqual(saidOf('1.1.0'), []);
    assert.deepEqual(saidOf('1.2.0'), ['the organisation does not allow the licence of @acme/charts 1.2.0: BUSL-1.1']);
    assert.deepEqual(saidOf('2.0.0'), []);
  });

  it('goes by where the lockfile takes it from', () => {
    const locked = { id: 'node_modules/@acme/charts', version: '1.2.0', format: 'package-lock.json' };
    const from = (host: string) =>
      subject({
        ...charts,
        version: '1.2.0',
        locked: { ...locked, resolved: `https://${host}/@acme/charts/-/charts-1.2.0.tgz` },
      });
    const registries = ['registry.npm.example'];
    assert.deepEqual(said({ registries }, 'MIT', from('registry.npm.example')), []);
    assert.match(onlyDraft(said({ registries }, 'MIT', from('cdn.invalid'))).message, /comes from cdn\.invalid/);
  });

  it('is silent on a machine without such rules, and of what comes from no registry', () => {
    assert.deepEqual(draftsOf(againstOrganisation, charts), []);
    const local = subject({ name: '@acme/charts', resolution: { from: 'nowhere', because: 'workspace-package' } });
    assert.deepEqual(said({ denied: ['*'] }, 'MIT', local), []);
  });
});
