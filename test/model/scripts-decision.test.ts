import assert from 'node:assert/strict';
import { inEnglish, scriptsDecision, type ManagerPolicy } from '../../server/src/model/index.js';

const LIST = { setting: 'allowBuilds', file: 'pnpm-workspace.yaml' };

function decided(scripts: Partial<ManagerPolicy['scripts']>): string | undefined {
  const policy: ManagerPolicy = {
    ...{ manager: 'pnpm', exempt: [] },
    scripts: { others: 'blocked', allowed: [], denied: [], ...scripts },
  };
  const said = scriptsDecision(policy, { name: 'esbuild', version: '0.21.5' });
  return said && inEnglish(said);
}

describe('what is decided about install scripts', () => {
  const cases: readonly (readonly [Partial<ManagerPolicy['scripts']>, string | undefined])[] = [
    [{ list: LIST, allowed: ['esbuild'] }, 'allowed by allowBuilds in pnpm-workspace.yaml'],
    [{ list: LIST, allowed: ['esbuild@0.21.5'] }, 'allowed by allowBuilds in pnpm-workspace.yaml'],
    [{ list: LIST, allowed: ['sharp'] }, 'never run here: pnpm’s allowBuilds does not name it'],
    [{ list: LIST, allowed: ['esbuild@0.21.4'] }, 'never run here: pnpm’s allowBuilds does not name this version'],
    [
      { list: LIST, allowed: ['esbuild'], denied: ['esbuild'] },
      'never run here: denied by allowBuilds in pnpm-workspace.yaml',
    ],
    [{}, 'never run here: pnpm runs none that it is not told to'],
    [{ because: 'ignoreScripts in ~/.npmrc' }, 'never run here: ignoreScripts in ~/.npmrc'],
    [{ others: 'run' }, undefined],
    [{ others: 'run', list: LIST, allowed: ['sharp'] }, undefined],
    [{ others: 'unknown' }, undefined],
  ];
  for (const [scripts, expected] of cases) {
    it(`is ${expected ?? 'nothing'} for ${JSON.stringify(scripts)}`, () => assert.equal(decided(scripts), expected));
  }
});
