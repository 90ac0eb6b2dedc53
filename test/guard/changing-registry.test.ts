import assert from 'node:assert/strict';
import { packument } from '../support/packuments.js';
import { bytesOf, guardedMachine, MARKS, type GuardedMachine } from './support/guarded-machine.js';

const TARBALL = '/lib/-/lib-1.0.0.tgz';
/** The same name and version, with other bytes. */
const OTHER = bytesOf('lib', '1.0.0', { scripts: MARKS }, { 'bin.js': 'console.log("other bytes");\n' });
const SEVERAL = 12;

/** Makes a change when somebody comes to wait for it. */
function once(change: () => void): Promise<void> {
  const waited: PromiseLike<void> = {
    // The registry's answer is held back for as long as this takes: not at all.
    then: (resolve, reject) => {
      change();
      return Promise.resolve().then(resolve, reject);
    },
  };
  return waited as Promise<void>;
}

/** From the first time on that the package's bytes are asked for: in scratch folders these are not needed, for judging they are. */
function changeAfterCheck({ registry }: GuardedMachine): void {
  const change = (): void => {
    registry.publish(
      packument('lib', {
        '1.0.0': { scripts: MARKS, dependencies: { evil: '^1.0.0' } },
        '1.0.1': { scripts: MARKS, dependencies: { evil: '^1.0.0' } },
      }),
    );
    const headers = { 'content-type': 'application/octet-stream', 'content-encoding': 'identity' };
    const other = { kind: 'answer', answer: { status: 200, headers, body: OTHER } } as const;
    registry.fail(TARBALL, ...Array.from({ length: SEVERAL }, () => other));
  };
  registry.fail(TARBALL, { kind: 'hold', until: once(change) });
}

const MANAGERS = [
  { which: 'npm', add: ['npm', 'install'], lockfile: 'package-lock.json' },
  { which: 'pnpm', add: ['pnpm', 'add'], lockfile: 'pnpm-lock.yaml' },
  { which: 'yarn-1', add: ['yarn', 'add'], lockfile: 'yarn.lock' },
  { which: 'yarn-4', add: ['yarn', 'add'], lockfile: 'yarn.lock' },
] as const;

describe('guard against a registry that changes its answer between check and install', () => {
  let machine: GuardedMachine;
  afterEach(() => machine.close());

  for (const { which, add, lockfile } of MANAGERS) {
    it(`${which} installs the bytes that were judged or none, and files are put back`, async () => {
      machine = await guardedMachine(which);
      const before = await machine.text('package.json');
      changeAfterCheck(machine);
      const { code, stdout, stderr } = await machine.guard([...add, 'lib']);
      const bytes = await machine.text('node_modules/lib/bin.js');
      assert.doesNotMatch(bytes ?? '', /other bytes/, stdout + stderr);
      if (code !== 0) {
        assert.match(stdout + stderr, /integrity|checksum/i);
        assert.equal(await machine.text('package.json'), before);
        assert.equal(await machine.text(lockfile), undefined);
        assert.equal((await machine.marks()).includes('lib'), false);
      }
      // Neither the version that has appeared nor what the changed document brings in.
      assert.equal(await machine.installed('evil'), false);
      assert.doesNotMatch((await machine.text(lockfile)) ?? '', /1\.0\.1|evil/);
      assert.equal((await machine.marks()).includes('evil'), false);
    });
  }

  it('npm aborts for bytes that are not those that are locked', async () => {
    machine = await guardedMachine();
    changeAfterCheck(machine);
    const { code, stderr } = await machine.guard(['npm', 'install', 'lib']);
    assert.notEqual(code, 0);
    assert.match(stderr, /EINTEGRITY/);
    assert.equal(await machine.installed('lib'), false);
  });

  it('npm takes the version that was judged when another one appears', async () => {
    machine = await guardedMachine();
    const { registry } = machine;
    const newer = packument('dep', { '1.0.0': { scripts: MARKS }, '1.0.1': { dependencies: { evil: '1.0.0' } } });
    registry.fail(TARBALL, { kind: 'hold', until: once(() => registry.publish(newer)) });
    const { code, stderr } = await machine.guard(['npm', 'install', 'lib']);
    assert.equal(code, 0, stderr);
    assert.match((await machine.text('node_modules/dep/package.json')) ?? '', /"1\.0\.0"/);
    assert.equal(await machine.installed('evil'), false);
  });

  it('npx runs nothing of other bytes', async () => {
    machine = await guardedMachine();
    changeAfterCheck(machine);
    const { code, stdout, stderr } = await machine.guard(['npx', '--yes', 'lib']);
    assert.equal(code, 4, stderr);
    assert.match(stderr, /EINTEGRITY/);
    assert.doesNotMatch(stdout, /other bytes/);
    assert.deepEqual(await machine.marks(), []);
  });
});
