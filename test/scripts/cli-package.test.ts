import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { stageCliPackage } from '../../scripts/build/cli-package.js';
import { cliReference } from '../../scripts/build/cli-reference.js';
import { CHECKOUT } from '../cli/program.js';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';

describe('the command line as a package of npm', () => {
  let folder: TemporaryFolder;
  let files: readonly string[];
  before(async () => {
    folder = await temporaryFolder();
    const stage = path.join(folder.path, 'stage');
    await stageCliPackage(CHECKOUT, path.join(CHECKOUT, 'dist'), stage);
    const [packed] = JSON.parse(
      execFileSync('npm', ['pack', '--json', '--pack-destination', folder.path], {
        cwd: stage,
        encoding: 'utf8',
        shell: process.platform === 'win32',
      }),
    ) as [{ readonly filename: string; readonly files: readonly { readonly path: string }[] }];
    files = packed.files.map((file) => file.path);
    execFileSync('tar', ['-xzf', path.join(folder.path, packed.filename), '-C', folder.path]);
  });
  after(() => folder.remove());

  it('holds the program, what it reads and the licences, and nothing else', () => {
    assert.deepEqual(
      files.filter((file) => !/^docs\/rules\/[a-z-]+\.md$/.test(file)).sort(),
      [
        'LICENSE',
        'README.md',
        'data/LICENSE-Apache-2.0.txt',
        'data/NOTICE.md',
        'data/SOURCE.md',
        'dist/THIRD-PARTY-NOTICES.txt',
        'dist/analysis-host.cjs',
        'dist/analysis-worker.cjs',
        'dist/cli.cjs',
        'dist/command-line.cjs',
        'dist/cyclonedx.cjs',
        'dist/intelligence-worker.cjs',
        'dist/intelligence.bin',
        'dist/mcp.cjs',
        'dist/report-style.css',
        'dist/report.js',
        'dist/team-store.cjs',
        'package.json',
      ].sort(),
    );
  });

  it('needs no other package and runs nothing when it is installed', async () => {
    const manifest = JSON.parse(await readFile(path.join(folder.path, 'package', 'package.json'), 'utf8')) as object;
    for (const field of ['dependencies', 'optionalDependencies', 'peerDependencies', 'scripts', 'private'])
      assert.ok(!(field in manifest), field);
  });

  it('judges a package where nothing of the checkout is', async () => {
    await folder.write('evil/package.json', JSON.stringify({ name: 'evil', version: '1.0.0', main: 'index.js' }));
    await folder.write(
      'evil/index.js',
      `eval(Buffer.from('${Buffer.from('fetch(1);'.repeat(9)).toString('hex')}', 'hex') + '');`,
    );
    const run = (...args: readonly string[]): string =>
      execFileSync(process.execPath, [path.join(folder.path, 'package', 'dist', 'cli.cjs'), ...args], {
        cwd: folder.path,
        encoding: 'utf8',
        env: { ...process.env, HOME: folder.path, XDG_CACHE_HOME: path.join(folder.path, 'cache') },
      });
    const { version } = JSON.parse(await readFile(path.join(CHECKOUT, 'package.json'), 'utf8')) as { version: string };
    assert.equal(run('--version').trim(), version);
    assert.match(run('scan', 'evil'), /obfuscated-code|decoded-code/);
    assert.ok(files.includes('docs/rules/known-malware.md'));
    assert.match(run('explain', 'chalk@5.6.1', '--offline'), /known malware/);
  });
});

describe('the manual of the command line', () => {
  it('is what its table of commands and options says', async () => {
    const written = await readFile(path.join(CHECKOUT, 'docs', 'cli.md'), 'utf8');
    assert.equal(written, await cliReference(), 'run: node out/scripts/cli-reference.js');
  });
});
