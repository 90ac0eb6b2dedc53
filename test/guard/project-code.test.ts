import assert from 'node:assert/strict';
import { guardedMachine, type GuardedMachine } from './support/guarded-machine.js';

const MARK = "require('fs').appendFileSync(process.env.MARKS, 'project code\\n');";

describe('guard of a project whose own code would run while it is resolved', () => {
  let machine: GuardedMachine;
  afterEach(() => machine.close());

  it('stops for a pnpmfile, and runs it only where the project is trusted', async () => {
    machine = await guardedMachine('pnpm');
    await machine.user.folder.write('home/shop/.pnpmfile.cjs', `${MARK}\nmodule.exports = {};\n`);
    const { code, stderr } = await machine.guard(['pnpm', 'add', 'lib']);
    assert.equal(code, 4);
    assert.match(stderr, /\.pnpmfile\.cjs of the project .+ --trust-project-config/);
    assert.deepEqual(await machine.marks(), []);
    assert.equal((await machine.guard(['pnpm', 'add', 'evil-lib'], ['--trust-project-config'])).code, 4);
    assert.ok((await machine.marks()).includes('project code'));
    assert.equal((await machine.marks()).includes('evil'), false);
  });

  it("runs neither Yarn's plugins nor the Yarn that the project brings before malware stops it", async () => {
    machine = await guardedMachine('yarn-4');
    const settings = 'yarnPath: ./other.cjs\nplugins:\n  - ./plugin.cjs\n';
    await machine.user.folder.write('home/shop/.yarnrc.yml', settings);
    await machine.user.folder.write('home/shop/other.cjs', MARK);
    await machine.user.folder.write(
      'home/shop/plugin.cjs',
      `${MARK}\nmodule.exports = { name: 'x', factory: () => ({}) };\n`,
    );
    const { code, stderr } = await machine.guard(['yarn', 'add', 'evil-lib']);
    assert.equal(code, 4, stderr);
    assert.match(stderr, /evil@1\.0\.0/);
    assert.deepEqual(await machine.marks(), []);
  });

  it('runs no scripts of the project, nor a git or a shell that its settings name', async () => {
    machine = await guardedMachine();
    const script = `node -e "${MARK.replaceAll("'", "\\'").replaceAll('\\\\n', '')}"`;
    const manifest = {
      name: 'shop',
      version: '1.0.0',
      scripts: { preinstall: script, prepare: script, postinstall: script },
    };
    await machine.user.folder.write('home/shop/package.json', JSON.stringify(manifest));
    await machine.user.folder.write('home/shop/.npmrc', 'git=./other\nscript-shell=./other\nignore-scripts=false\n');
    const { code } = await machine.guard(['npm', 'install', 'evil-lib']);
    assert.equal(code, 4);
    assert.deepEqual(await machine.marks(), []);
  });
});

describe('guard of a workspace', () => {
  let machine: GuardedMachine;
  beforeEach(async () => {
    machine = await guardedMachine();
    await machine.user.folder.write(
      'home/shop/package.json',
      '{ "name": "shop", "private": true, "workspaces": ["packages/*"], "dependencies": { "here": "file:../here" } }',
    );
    await machine.user.folder.write('home/here/package.json', '{ "name": "here", "version": "1.0.0" }');
    await machine.user.folder.write('home/shop/packages/web/package.json', '{ "name": "web", "version": "1.0.0" }');
  });
  afterEach(() => machine.close());

  it('changes the manifest of the member that is meant, and knows folders that are named', async () => {
    const { code, stderr } = await machine.guard(['npm', 'install', 'lib', '-w', 'web']);
    assert.equal(code, 0, stderr);
    assert.match((await machine.text('packages/web/package.json')) ?? '', /"lib"/);
    assert.match((await machine.text('package-lock.json')) ?? '', /"\.\.\/here"/);
    assert.doesNotMatch((await machine.text('package-lock.json')) ?? '', /guard-/);
    assert.equal(await machine.installed('dep'), true);
  });

  it('stops what a member would bring in', async () => {
    const before = await machine.text('packages/web/package.json');
    const { code, stderr } = await machine.guard(['npm', '--prefix', 'packages/web', 'install', 'evil-lib']);
    assert.equal(code, 4, stderr);
    assert.match(stderr, /evil@1\.0\.0/);
    assert.equal(await machine.text('packages/web/package.json'), before);
    assert.equal(await machine.text('package-lock.json'), undefined);
  });
});
