import assert from 'node:assert/strict';
import type { ManagerPolicy } from '../../server/src/model/index.js';
import { beyondAllowList } from '../../server/src/rules/beyond-allow-list.js';
import { EXAMPLE_REGISTRY, packument, subject, type PackumentGiven } from '../support/subjects.js';
import { COOLDOWN_HOURS, draftsOf, onlyDraft } from './support/drafts-of.js';

const LIST = { setting: 'allowBuilds', file: 'pnpm-workspace.yaml' };
const NPM_LIST = { setting: 'allowScripts', file: 'package.json' };

function told(scripts: Partial<ManagerPolicy['scripts']>, manager: ManagerPolicy['manager'] = 'pnpm'): ManagerPolicy {
  return { manager, exempt: [], scripts: { others: 'blocked', allowed: [], denied: [], list: LIST, ...scripts } };
}

const WITH_SCRIPT: PackumentGiven['versions'] = {
  '6.0.0': { installScripts: { install: 'node-gyp-build' } },
  '5.1.0': { installScripts: {} },
};

function drafts(policy: ManagerPolicy | undefined, version = '6.0.0') {
  const bcrypt = subject({ name: 'bcrypt', version });
  const facts = { packument: packument({ name: 'bcrypt', versions: WITH_SCRIPT }) };
  return draftsOf(beyondAllowList, bcrypt, facts, COOLDOWN_HOURS, EXAMPLE_REGISTRY, policy);
}

describe('beyond-allow-list', () => {
  const found: readonly (readonly [string, ManagerPolicy, string, string])[] = [
    [
      'a version that another version is allowed for',
      told({ allowed: ['bcrypt@5.1.0 || 5.1.1'] }),
      'low',
      'bcrypt 6.0.0 has install scripts, and allowBuilds in pnpm-workspace.yaml allows those of 5.1.0 || 5.1.1',
    ],
    [
      'a package that the list does not name',
      told({ allowed: ['esbuild'] }),
      'low',
      'bcrypt 6.0.0 has install scripts, and allowBuilds in pnpm-workspace.yaml does not name it',
    ],
    [
      'what an empty list does not name',
      told({ list: { setting: 'trustedDependencies', file: 'package.json' } }, 'bun'),
      'low',
      'bcrypt 6.0.0 has install scripts, and trustedDependencies in package.json does not name it',
    ],
    [
      'what runs although the list does not name it',
      told({ others: 'run', allowed: ['esbuild@0.21.5'], list: NPM_LIST }, 'npm'),
      'medium',
      'bcrypt 6.0.0 has install scripts, and allowScripts in package.json does not name it; npm runs them all the same',
    ],
  ];
  for (const [what, policy, level, message] of found) {
    it(`finds ${what}`, () => {
      const draft = onlyDraft(drafts(policy));
      assert.equal(draft.message, message);
      assert.equal(draft.level, level);
      assert.deepEqual(draft.evidence, [{ kind: 'metadata', field: 'scripts.install', value: 'node-gyp-build' }]);
    });
  }

  const passed: readonly (readonly [string, ManagerPolicy | undefined, string?])[] = [
    ['a version that is allowed', told({ allowed: ['bcrypt@6.0.0'] })],
    ['a name that is allowed', told({ allowed: ['bcrypt'] })],
    ['a package that is denied', told({ allowed: ['esbuild'], denied: ['bcrypt'] })],
    ['a version without install scripts', told({ allowed: ['esbuild'] }), '5.1.0'],
    ['a project without a list', told({ list: undefined })],
    [
      'a list that only denies, where everything else runs',
      told({ others: 'run', denied: ['esbuild'], list: NPM_LIST }, 'npm'),
    ],
    ['a project whose manager runs no script at all', told({ list: undefined, because: 'ignoreScripts in .npmrc' })],
    ['a project without a package manager', undefined],
  ];
  for (const [what, policy, version] of passed) {
    it(`passes ${what}`, () => assert.deepEqual(drafts(policy, version), []));
  }
});
