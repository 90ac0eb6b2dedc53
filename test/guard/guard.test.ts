import assert from 'node:assert/strict';
import { guardedMachine, type GuardedMachine } from './support/guarded-machine.js';

const MANAGERS = [
  { which: 'npm', add: ['npm', 'install'], lockfile: 'package-lock.json' },
  { which: 'pnpm', add: ['pnpm', 'add'], lockfile: 'pnpm-lock.yaml' },
  { which: 'yarn-1', add: ['yarn', 'add'], lockfile: 'yarn.lock' },
  { which: 'yarn-4', add: ['yarn', 'add'], lockfile: 'yarn.lock' },
  { which: 'bun', add: ['bun', 'add'], lockfile: 'bun.lock' },
] as const;

const MAX_FETCH_MS = 300_000;

for (const { which, add, lockfile } of MANAGERS) {
  describe(`guard of ${which}, as it is shipped`, () => {
    let machine: GuardedMachine;
    beforeEach(async function () {
      // Bun is fetched where it is not there yet.
      this.timeout(MAX_FETCH_MS);
      machine = await guardedMachine(which);
    });
    afterEach(() => machine.close());

    it('installs what is judged well, with all that it brings in', async () => {
      const { code, stderr, stdout } = await machine.guard([...add, 'lib']);
      assert.equal(code, 0, stdout + stderr);
      assert.match(stderr, /^package-risk: 2 new packages judged, none high or worse/m);
      assert.equal(await machine.installed('lib'), true);
      assert.match((await machine.text('package.json')) ?? '', /"lib": "\^1\.0\.0"/);
      assert.match((await machine.text(lockfile)) ?? '', /dep/);
      assert.deepEqual(await machine.leftOver(), []);
    });

    it('stops for malware that is brought in: nothing is installed, changed or run', async () => {
      const before = await machine.text('package.json');
      const { code, stderr } = await machine.guard([...add, 'evil-lib']);
      assert.equal(code, 4, stderr);
      assert.match(stderr, /evil@1\.0\.0[\s\S]*known-malware/);
      assert.match(stderr, /^package-risk: Nothing was installed or changed\.$/m);
      assert.equal(await machine.text('package.json'), before);
      assert.equal(await machine.text(lockfile), undefined);
      assert.equal(await machine.text('node_modules/.package-lock.json'), undefined);
      assert.deepEqual(await machine.marks(), []);
      assert.deepEqual(await machine.leftOver(), []);
      // Bytes of what is malicious are looked at, never unpacked into the project.
      assert.equal(await machine.installed('evil'), false);
    });

    it("leaves a failed command's files as they were and passes its status on", async () => {
      const before = await machine.text('package.json');
      const { code, stderr } = await machine.guard([...add, 'no-such-package']);
      assert.equal(code, 4, stderr);
      assert.match(stderr, /could not resolve what the command would install/);
      assert.equal(await machine.text('package.json'), before);
      assert.equal(await machine.text(lockfile), undefined);
    });
  });
}

describe('guard of npm', () => {
  let machine: GuardedMachine;
  beforeEach(async () => {
    machine = await guardedMachine();
  });
  afterEach(() => machine.close());

  it('blocks by what the command adds, not by what was there before; by malware always', async () => {
    await machine.guard(['npm', 'install', 'lib']);
    await machine.user.folder.write('organisation.json', '{ "denied": ["dep"] }');
    const env = { PACKAGE_RISK_ORGANISATION: `${machine.user.folder.path}/organisation.json` };
    assert.equal((await machine.guard(['npm', 'ci'], [], env)).code, 0);
    const fresh = await guardedMachine();
    const refused = await fresh.guard(['npm', 'install', 'lib'], [], env);
    await fresh.close();
    assert.equal(refused.code, 4);
    assert.match(refused.stderr, /against-organisation/);
  });

  it('names the version to take, and does not promise that an install makes it so: no manifest names the package yet', async () => {
    const { code, stderr } = await machine.guard(['npm', 'install', 'lodash@4.17.20']);
    assert.equal(code, 4);
    assert.match(stderr, /fix +Upgrade lodash to 4\.18\.0/);
    assert.doesNotMatch(stderr, /take effect/);
  });

  it('leaves script permission to whoever has it: on as npm has it, off where the command or the user says so', async () => {
    await machine.guard(['npm', 'install', '--ignore-scripts', 'lib']);
    assert.deepEqual(await machine.marks(), []);
    await machine.user.folder.write('home/shop/.npmrc', 'ignore-scripts=true\n');
    await machine.guard(['npm', 'ci']);
    assert.deepEqual(await machine.marks(), []);
  });

  it('runs npx with exactly what was judged, and stops it', async () => {
    const ran = await machine.guard(['npx', '--yes', 'lib@1', '--flag', '$(id)']);
    assert.equal(ran.code, 0, ran.stderr);
    assert.match(ran.stdout, /ran \["--flag","\$\(id\)"\]/);
    const stopped = await machine.guard(['npx', '--yes', 'evil-lib']);
    assert.equal(stopped.code, 4);
    assert.doesNotMatch(stopped.stdout, /ran/);
    assert.deepEqual(await machine.leftOver(), []);
  });

  it('judges installs for the whole machine', async () => {
    const env = { npm_config_prefix: `${machine.user.folder.path}/global` };
    const stopped = await machine.guard(['npm', 'install', '-g', 'evil-lib'], [], env);
    assert.equal(stopped.code, 4, stopped.stderr);
    assert.equal(await machine.text('../../global/lib/node_modules/evil-lib/package.json'), undefined);
    const done = await machine.guard(['npm', 'install', '-g', 'lib'], [], env);
    assert.equal(done.code, 0, done.stderr);
    assert.match((await machine.text('../../global/lib/node_modules/lib/package.json')) ?? '', /"1\.0\.0"/);
  });

  it('lets other commands through, with their status', async () => {
    await machine.user.folder.write(
      'home/shop/package.json',
      '{ "scripts": { "end": "exit 7", "kill": "kill -TERM $$" } }',
    );
    assert.equal((await machine.guard(['npm', 'run', 'end'])).code, 7);
    assert.notEqual((await machine.guard(['npm', 'run', 'kill'])).code, 0);
    assert.equal((await machine.guard(['npm', 'pkg', 'get', 'name'])).code, 0);
  });

  const EXITS = [
    { title: 'no command', given: [], code: 2 },
    { title: 'another program', given: ['rm', '-rf', 'x'], code: 2 },
    { title: 'a program that is not there', given: ['bun', 'add', 'x'], code: 127 },
    { title: 'what cannot be told', given: ['npm', 'install', '--unheard-of', 'lib'], code: 4 },
    {
      title: 'malware, although the user wants to be asked and there is no terminal',
      options: ['--ask'],
      given: ['npm', 'i', 'evil'],
      code: 4,
    },
    { title: 'a low threshold', options: ['--fail-on', 'low'], given: ['npm', 'i', 'evil'], code: 4 },
  ];
  for (const { title, given, code, options } of EXITS) {
    it(`ends with ${code}: ${title}`, async () => {
      const ended = await machine.guard(given, options);
      assert.equal(ended.code, code, ended.stderr);
      assert.deepEqual(await machine.marks(), []);
    });
  }
});
