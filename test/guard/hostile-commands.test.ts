import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { guardedMachine, type GuardedMachine } from './support/guarded-machine.js';

/** Names as an agent that was talked into it may give them. `$MARKS` is where a mark would be left, were a shell to read them. */
const HOSTILE: readonly (readonly string[])[] = [
  ['lib; touch $MARKS'],
  ['$(touch $MARKS)'],
  ['`touch $MARKS`'],
  ['lib && touch $MARKS'],
  ['lib\ntouch $MARKS'],
  ['lib\r\n--ignore-scripts=false'],
  ['| touch $MARKS'],
  ['--', '--ignore-scripts=false'],
  ['--', '-g'],
  ['--', '--prefix=/', 'evil'],
  ['--package-lock-only=false', 'evil'],
  ['--ignore-scripts=false', 'evil'],
  ['--no-ignore-scripts', 'evil'],
  ['--script-shell=/bin/false', 'evil'],
  ['--global=false', '--location=project', 'evil'],
  ['--dry-run=false', 'evil'],
  ['еvil'],
  ['evil\u200b'],
  ['\u202elive'],
  ['evil@npm:evil'],
  ['alias@npm:evil@1.0.0'],
  ['evil@latest'],
  ['../../../../etc/passwd'],
  ['file:///etc/passwd'],
  ['git+ext::sh -c touch% $MARKS'],
  ['git+ssh://-oProxyCommand=touch%20$MARKS/x'],
  ['ext::sh -c touch% $MARKS'],
  ['http://registry.npm.example.invalid/evil.tgz'],
  [''],
  ['@/evil'],
  ['__proto__'],
  ['constructor'],
];

describe('guard of a hostile command line', () => {
  let machine: GuardedMachine;
  before(async () => {
    machine = await guardedMachine();
  });
  after(() => machine.close());

  for (const given of HOSTILE) {
    it(`runs and installs nothing: npm install ${JSON.stringify(given)}`, async () => {
      const before = await machine.text('package.json');
      const words = given.map((word) => word.replace('$MARKS', `${machine.user.folder.path}/marks`));
      const { code, stderr, stdout } = await machine.guard(['npm', 'install', ...words]);
      assert.notEqual(code, 0, stdout + stderr);
      assert.deepEqual(await machine.marks(), []);
      assert.equal((await readdir(machine.user.folder.path)).includes('marks'), false);
      assert.equal(await machine.text('package.json'), before);
      assert.equal(await machine.installed('evil'), false);
      assert.deepEqual(await machine.leftOver(), []);
      assert.doesNotMatch(stderr.replaceAll('\n', ''), /\p{Cc}|\u202e/u);
    });
  }

  for (const command of ['inst', 'add', 'i', 'isntall', 'in', 'Install', 'up', 'exec', 'x', 'insta', 'instal', 'ins']) {
    it(`npm ${command} evil is no way around it`, async () => {
      const { code, stderr } = await machine.guard(['npm', command, 'evil', '--yes']);
      assert.ok(command === 'up' || command === 'Install' ? true : code === 4, stderr);
      assert.equal(await machine.installed('evil'), false);
      assert.deepEqual(await machine.marks(), []);
    });
  }
});
