import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Intent, PackageManager } from '../../server/src/guard/manager.js';
import { MANAGERS } from '../../server/src/guard/managers/index.js';

const CONTEXT = { variables: {}, trusted: false };

function managerOf(id: PackageManager['id']): PackageManager {
  const found = Object.values(MANAGERS)
    .flat()
    .find((manager) => manager.id === id);
  assert.ok(found);
  return found;
}

/** One line for each: what it is, what is resolved, what is run then. */
function told(intent: Intent): string {
  switch (intent.kind) {
    case 'passes':
      return 'passes';
    case 'unclear':
      return 'unclear';
    case 'project':
      return [
        intent.resolve?.join(' ') ?? 'locked',
        intent.install?.join(' ') ?? 'nothing',
        intent.keeps,
        intent.folder,
      ].join(' | ');
    case 'global':
      return [intent.resolve.join(' '), intent.install(['x@1.2.3']).join(' ')].join(' | ');
    case 'run':
      return [intent.resolve.join(' '), intent.run(['x@1.2.3'], '/scratch').join(' ')].join(' | ');
  }
}

const NPM_LOCK =
  '--package-lock-only --package-lock=true --ignore-scripts=true --save=true --global=false --audit=false --fund=false';
const NPM_CI = '--package-lock=true --global=false';
const PNPM_LOCK = '--lockfile-only --ignore-scripts --ignore-pnpmfile';
const YARN_LOCK = '--ignore-scripts --non-interactive --no-bin-links --no-progress';

const CASES: readonly (readonly [id: PackageManager['id'], program: string, given: string, expected: string])[] = [
  ['npm', 'npm', 'install x', `install ${NPM_LOCK} -- x | ci ${NPM_CI} | all | `],
  [
    'npm',
    'npm',
    'i -D x --registry https://r.invalid',
    `install -D --registry https://r.invalid ${NPM_LOCK} -- x | ci -D --registry https://r.invalid ${NPM_CI} | all | `,
  ],
  ['npm', 'npm', '--prefix web install x', `install ${NPM_LOCK} -- x | ci ${NPM_CI} | all | web`],
  ['npm', 'npm', 'i --no-save x', `install ${NPM_LOCK} -- x | ci ${NPM_CI} | nothing | `],
  ['npm', 'npm', 'i --no-package-lock x', `install ${NPM_LOCK} -- x | ci ${NPM_CI} | manifest | `],
  ['npm', 'npm', 'i --package-lock-only x', `install ${NPM_LOCK} -- x | nothing | all | `],
  ['npm', 'npm', 'it', `install ${NPM_LOCK} -- | install-ci-test ${NPM_CI} | all | `],
  ['npm', 'npm', 'ci --omit=dev', `locked | ci --omit=dev ${NPM_CI} | all | `],
  ['npm', 'npm', 'install -g x', `install ${NPM_LOCK} -- x | install -g -- x@1.2.3`],
  ['npm', 'npm', 'install --location=global x', `install ${NPM_LOCK} -- x | install --location=global -- x@1.2.3`],
  ['npm', 'npm', 'i -gD x', `install --save-dev ${NPM_LOCK} -- x | install --global --save-dev -- x@1.2.3`],
  ['npm', 'npm', 'i -global x', `install ${NPM_LOCK} -- x | install -global -- x@1.2.3`],
  ['npm', 'npm', 'i --glob x', 'unclear'],
  ['npm', 'npm', 'i --loc=global x', 'unclear'],
  ['npm', 'npm', 'inst x', `install ${NPM_LOCK} -- x | ci ${NPM_CI} | all | `],
  ['npm', 'npm', 'uninstal x', 'unclear'],
  ['npm', 'npm', '--unheard install x', 'unclear'],
  ['npm', 'npm', 'i --unheard=1 x', `install --unheard=1 ${NPM_LOCK} -- x | ci --unheard=1 ${NPM_CI} | all | `],
  ['npm', 'npm', 'i --dry-run x', 'passes'],
  ['npm', 'npm', 'run install', 'passes'],
  ['npm', 'npm', 'test', 'passes'],
  ['npm', 'npm', 'audit', 'passes'],
  ['npm', 'npm', 'rm -g x', 'passes'],
  ['npm', 'npm', 'update -g', 'unclear'],
  ['npm', 'npx', 'x --flag y', `install ${NPM_LOCK} -- x | exec --yes=false --prefix=/scratch -- x@1.2.3 --flag y`],
  [
    'npm',
    'npx',
    '-y -p x tool -p z',
    `install ${NPM_LOCK} -- x | exec --package=x@1.2.3 --yes=false --prefix=/scratch -- tool -p z`,
  ],
  ['npm', 'npx', '--no-install x', 'passes'],
  [
    'npm',
    'npm',
    'init vite my-app',
    `install ${NPM_LOCK} -- create-vite | exec --yes=false --prefix=/scratch -- x@1.2.3 my-app`,
  ],
  ['pnpm', 'pnpm', 'add -D x', `add -D ${PNPM_LOCK} -- x | install --frozen-lockfile | all | `],
  [
    'pnpm',
    'pnpm',
    'install --prod',
    `install --prod ${PNPM_LOCK} --no-frozen-lockfile | install --frozen-lockfile --prod | all | `,
  ],
  ['pnpm', 'pnpm', 'i --frozen-lockfile -C web', 'locked | i --frozen-lockfile | all | web'],
  ['pnpm', 'pnpm', 'add -g x', `add ${PNPM_LOCK} -- x | add --global -- x@1.2.3`],
  ['pnpm', 'pnpm', 'dlx x y', `add ${PNPM_LOCK} -- x | dlx x@1.2.3 y`],
  ['pnpm', 'pnpm', 'build', 'passes'],
  ['pnpm', 'pnpm', 'update -i', 'unclear'],
  ['yarn-classic', 'yarn', '', `install ${YARN_LOCK} | install --frozen-lockfile | all | `],
  [
    'yarn-classic',
    'yarn',
    'workspace web add -D x',
    `workspace web add -D ${YARN_LOCK} -- x | install --frozen-lockfile | all | `,
  ],
  ['yarn-classic', 'yarn', 'global add x', `add ${YARN_LOCK} -- x | global add -- x@1.2.3`],
  ['yarn-classic', 'yarn', 'build', 'passes'],
  ['yarn-berry', 'yarn', 'add -D x', 'add -D --mode=update-lockfile -- x | install --immutable | all | '],
  ['yarn-berry', 'yarn', 'dlx -p x tool y', 'add --mode=update-lockfile -- x | dlx --package=x@1.2.3 tool y'],
  ['yarn-berry', 'yarn', 'workspaces foreach -A add x', 'unclear'],
  ['yarn-berry', 'yarn', 'up -i', 'unclear'],
  ['bun', 'bun', 'install x', 'add --lockfile-only --ignore-scripts -- x | install --frozen-lockfile | all | '],
  ['bun', 'bun', 'a -d x', 'add -d --lockfile-only --ignore-scripts -- x | install --frozen-lockfile | all | '],
  ['bun', 'bun', 'add --trust x', 'unclear'],
  ['bun', 'bunx', 'x --help', 'add --lockfile-only --ignore-scripts -- x | x x@1.2.3 --help'],
  ['bun', 'bun', 'run add', 'passes'],
  ['bun', 'bun', 'index.ts', 'passes'],
];

describe('A command line', () => {
  for (const [id, program, given, expected] of CASES) {
    const words = given.split(' ').filter((word) => word !== '');
    // `bun a` is `bun add`.
    const told_ = (): string => told(managerOf(id).intent(program, words, CONTEXT));
    it(`${program} ${given} of ${id}: ${expected.split(' ')[0] ?? ''}`, () => assert.equal(told_(), expected));
  }

  it('for the whole machine by a setting of the environment counts as such', () => {
    const variables = { NPM_CONFIG_GLOBAL: 'true' };
    assert.equal(managerOf('npm').intent('npm', ['i', 'x'], { ...CONTEXT, variables }).kind, 'global');
  });

  const word = fc.oneof(
    fc.constantFrom(
      'install',
      'add',
      'i',
      'exec',
      'dlx',
      'x',
      '-g',
      '-D',
      '--',
      '--prefix',
      '-C',
      '--no-save',
      '--save',
      'false',
      '=',
      '-',
      'workspace',
      'global',
      'create',
    ),
    fc.string(),
  );
  it('keeps a value that looks like an option with the one that it belongs to', () => {
    const [classic] = MANAGERS.yarnpkg ?? [];
    const intent = classic?.intent('yarnpkg', ['--prefix', '-g'], CONTEXT);
    assert.ok(intent?.kind === 'project');
    assert.ok(intent.resolve?.includes('--prefix=-g'), intent.resolve?.join(' '));
  });

  for (const [program, managers] of Object.entries(MANAGERS)) {
    it(`of ${program} is read whatever it is, and what is given behind two dashes stays an operand`, () => {
      fc.assert(
        fc.property(fc.array(word), (given) => {
          for (const manager of managers) {
            const intent = manager.intent(program, given, CONTEXT);
            if (intent.kind !== 'project' || intent.resolve === undefined) continue;
            const at = intent.resolve.indexOf('--');
            const options = at < 0 ? intent.resolve : intent.resolve.slice(0, at);
            assert.equal(
              options.some((each) => each === '-g' || each === '--global'),
              false,
            );
          }
        }),
      );
    });
  }
});
