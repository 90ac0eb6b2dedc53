import assert from 'node:assert/strict';
import { environmentSettings } from '../../../server/src/policies/support/environment-settings.js';
import { DAY } from '../../support/subjects.js';

type Variables = Readonly<Record<string, string>>;
type Manager = Parameters<typeof environmentSettings>[0]['manager'];

const MINUTE = 60_000;

describe('what variables tell a package manager', () => {
  const told = (manager: Manager, variables: Variables, managerVersion?: string) =>
    environmentSettings({ manager, ...(managerVersion !== undefined && { managerVersion }) }, variables);

  it('is read as npm reads it, in capitals or not', () => {
    const wait = { age: 7 * DAY, setting: 'min-release-age' };
    assert.deepEqual(told('npm', { npm_config_min_release_age: '7' }), { wait });
    assert.deepEqual(told('npm', { NPM_CONFIG_MIN_RELEASE_AGE: '7' }), { wait });
    assert.deepEqual(told('npm', { NPM_CONFIG_BEFORE: '2026-01-01' }), {
      wait: { until: Date.UTC(2026, 0, 1), setting: 'before' },
    });
    assert.deepEqual(
      told('npm', { npm_config_min_release_age_exclude: 'a\n\n@corp/*', npm_config_ignore_scripts: 'true' }),
      {
        exempt: ['a', '@corp/*'],
        scripts: 'none',
      },
    );
    assert.deepEqual(
      told('npm', { npm_config_min_release_age: '', NPM_TOKEN: '7', pnpm_config_minimum_release_age: '9' }),
      {},
    );
  });

  it('is read as yarn 1 reads it', () => {
    assert.deepEqual(told('yarn-classic', { YARN_IGNORE_SCRIPTS: 'true' }), { scripts: 'none' });
    assert.deepEqual(told('yarn-classic', { npm_config_ignore_scripts: 'true' }), { scripts: 'none' });
  });

  describe('is read as pnpm reads it:', () => {
    const wait = (minutes: number) => ({ wait: { age: minutes * MINUTE, setting: 'minimumReleaseAge' } });
    const all = {
      npm_config_minimum_release_age: '1',
      PNPM_CONFIG_MINIMUM_RELEASE_AGE: '2',
      pnpm_config_minimum_release_age: '3',
    };

    it('by npm’s prefix before version 11, and by its own since, in capitals since 11.1', () => {
      assert.deepEqual(told('pnpm', all, '10.33.0'), wait(1));
      assert.deepEqual(told('pnpm', all, '11.0.4'), wait(3));
      const capitals = { PNPM_CONFIG_MINIMUM_RELEASE_AGE: '2' };
      assert.deepEqual(told('pnpm', capitals, '11.0.4'), {});
      assert.deepEqual(told('pnpm', capitals, '11.1.0'), wait(2));
      assert.deepEqual(told('pnpm', { npm_config_minimum_release_age: '1' }, '11.1.0'), {});
    });

    it('by any of them where nobody tells the version', () => {
      assert.deepEqual(told('pnpm', all), wait(3));
      assert.deepEqual(told('pnpm', { npm_config_minimum_release_age: '1' }), wait(1));
    });

    it('lists as JSON, or as the only item', () => {
      const exempt = (value: string) =>
        told('pnpm', { pnpm_config_minimum_release_age_exclude: value }, '11.5.0').exempt;
      assert.deepEqual(exempt('["a","@corp/*"]'), ['a', '@corp/*']);
      assert.deepEqual(exempt('a,b'), ['a,b']);
      assert.deepEqual(told('pnpm', { npm_config_minimum_release_age_exclude: 'a' }, '10.20.0').exempt, ['a']);
    });

    it('with its other settings', () => {
      const variables = { pnpm_config_trust_policy: 'no-downgrade', pnpm_config_block_exotic_subdeps: 'true' };
      assert.deepEqual(told('pnpm', variables, '11.5.0'), { refusesTrustLoss: true, refusesExotic: true });
    });
  });

  it('is read as yarn reads it', () => {
    assert.deepEqual(
      told('yarn', {
        YARN_NPM_MINIMAL_AGE_GATE: '3d',
        YARN_NPM_PREAPPROVED_PACKAGES: '@corp/*, kit',
        YARN_ENABLE_SCRIPTS: '0',
      }),
      { wait: { age: 3 * DAY, scopes: {}, setting: 'npmMinimalAgeGate' }, exempt: ['@corp/*', 'kit'], scripts: 'none' },
    );
    assert.deepEqual(told('yarn', { yarn_npm_minimal_age_gate: '60' }).wait?.age, 60 * MINUTE);
    assert.deepEqual(told('yarn', { YARN_NPM_AUDIT_IGNORE_ADVISORIES: '1234' }).ignored, [{ id: '1234' }]);
  });

  it('is nothing for bun, and where no manager is known', () => {
    assert.deepEqual(told('bun', { BUN_CONFIG_MINIMUM_RELEASE_AGE: '7', npm_config_min_release_age: '7' }), {});
    assert.deepEqual(told(undefined, { npm_config_min_release_age: '7' }), {});
  });
});
