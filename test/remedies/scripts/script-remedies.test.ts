import assert from 'node:assert/strict';
import type { Assessment, Level, ManagerPolicy } from '../../../server/src/model/index.js';
import type { ScriptSite } from '../../../server/src/remedies/remedy.js';
import { reviewScripts } from '../../../server/src/remedies/scripts/project-scripts.js';
import { offerScriptRemedies } from '../../../server/src/remedies/scripts/script-remedies.js';
import { assessment, facts, finding, packument, subject } from '../../support/subjects.js';

const SITE: ScriptSite = {
  manager: 'pnpm',
  version: '11.0.0',
  root: { text: '{}' },
  settings: { file: '/p/pnpm-workspace.yaml' },
};
const LIST = { setting: 'allowBuilds', file: 'pnpm-workspace.yaml' };

interface Given {
  readonly name?: string;
  readonly version?: string;
  readonly level?: Level;
  readonly rules?: readonly string[];
  readonly scripts?: Partial<ManagerPolicy['scripts']>;
  readonly installScripts?: Readonly<Record<string, string>>;
  readonly pending?: boolean;
}

function judged(given: Given = {}): Assessment {
  const { name = 'esbuild', version = '0.21.5', level = 'low', rules = ['install-script'], pending = false } = given;
  const { installScripts = { postinstall: 'node install.js' }, scripts = {} } = given;
  const document = packument({ name, versions: { [version]: { installScripts } } });
  return assessment({
    ...{ subject: subject({ name, version }), level, pending, facts: facts({ packument: document }) },
    findings: rules.map((rule) => finding({ rule, level })),
    manager: { manager: 'pnpm', exempt: [], scripts: { others: 'run', allowed: [], denied: [], ...scripts } },
  });
}

describe('fixes that say whose install scripts run', () => {
  const titles = (given: Given, locked: readonly string[] = []): readonly string[] =>
    offerScriptRemedies(judged(given), SITE, locked).map(({ title }) => title);
  const DENY = 'Never run install scripts of esbuild (allowBuilds in pnpm-workspace.yaml)';
  const ALLOW = 'Allow install scripts of esbuild 0.21.5 only (allowBuilds in pnpm-workspace.yaml)';

  const cases: readonly (readonly [string, Given, readonly string[]])[] = [
    ['both, where nothing is decided', {}, [DENY, ALLOW]],
    ['only to deny what looks harmful', { level: 'high', rules: ['install-command'] }, [DENY]],
    ['only to allow what never runs', { scripts: { others: 'blocked' } }, [ALLOW]],
    [
      'both for what a list does not name',
      { rules: ['beyond-allow-list'], scripts: { others: 'blocked', list: LIST } },
      [DENY, ALLOW],
    ],
    ['only to deny what is allowed', { scripts: { others: 'blocked', allowed: ['esbuild'], list: LIST } }, [DENY]],
    ['only to deny what has no script that can be named', { installScripts: {}, rules: ['gyp-command'] }, [DENY]],
    ['nothing about other findings', { rules: ['deprecated'] }, []],
    ['nothing for a name that nobody can have', { name: 'a b' }, []],
    ['nothing for a version that is none', { version: '1' }, []],
  ];
  for (const [what, given, expected] of cases) {
    it(`are ${what}`, () => assert.deepEqual(titles(given), expected));
  }

  it('keep what is allowed of other versions that are locked, and no other', () => {
    const scripts = { allowed: ['esbuild@0.19.0 || 0.18.0'], list: LIST };
    assert.ok(
      titles({ scripts }, ['0.19.0', '0.21.5']).some((title) => title.includes('esbuild 0.19.0 and 0.21.5 only')),
    );
  });

  it('change the file that the manager reads, wherever the manifest is', () => {
    const site = {
      ...SITE,
      manager: 'npm' as const,
      root: { file: '/root/package.json', text: '{}' },
      version: '12.0.0',
    };
    const [, allow] = offerScriptRemedies(judged(), site, []);
    assert.deepEqual(allow?.changes, []);
    assert.deepEqual(allow.elsewhere, [
      { file: '/root/package.json', changes: [{ op: 'add', path: ['allowScripts', 'esbuild@0.21.5'], value: true }] },
    ]);
  });
});

describe('whose install scripts a project would run', () => {
  it('is what has some and is judged well; what is not is denied, and what nobody can tell is left open', () => {
    const review = reviewScripts(
      [
        judged({}),
        judged({ version: '0.25.0', rules: [] }),
        judged({ name: 'listed', rules: ['beyond-allow-list'], level: 'medium' }),
        judged({ name: 'evil', level: 'critical', rules: ['download-and-run'] }),
        judged({ name: 'odd', level: 'medium', rules: ['install-script-added'] }),
        judged({ name: 'unseen', pending: true }),
        judged({ name: 'turned-down', scripts: { denied: ['turned-down'] } }),
        judged({ name: 'plain', installScripts: {} }),
      ],
      SITE,
    );
    assert.deepEqual(review.allowed, ['esbuild@0.21.5', 'esbuild@0.25.0', 'listed@0.21.5']);
    assert.deepEqual(review.denied, ['evil@0.21.5', 'turned-down@0.21.5']);
    assert.deepEqual(review.open, ['odd@0.21.5', 'unseen@0.21.5']);
    assert.equal(review.remedy?.title, 'Allow install scripts of 3 packages only (allowBuilds in pnpm-workspace.yaml)');
    assert.deepEqual(
      review.remedy.elsewhere?.[0]?.changes.map((change) => [change.path[1], 'value' in change && change.value]),
      [
        ['esbuild@0.21.5 || 0.25.0', true],
        ['evil', false],
        ['listed@0.21.5', true],
        ['turned-down', false],
      ],
    );
  });

  it('denies a name of which one version is denied, as every list has it', () => {
    const bad = judged({ level: 'high', rules: ['install-command'] });
    const { remedy } = reviewScripts([bad, judged({ version: '0.25.0' })], SITE);
    assert.deepEqual(remedy?.elsewhere?.[0]?.changes, [{ op: 'add', path: ['allowBuilds', 'esbuild'], value: false }]);
  });

  it('is nothing to be written where the manager has no list', () => {
    const review = reviewScripts([judged()], { manager: 'yarn-classic', root: { text: '{}' } });
    assert.deepEqual(review, { allowed: ['esbuild@0.21.5'], denied: [], open: [] });
  });
});
