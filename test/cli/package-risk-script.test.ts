import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';
import { CHECKOUT, ended, type Ended } from './program.js';

/** Stands in for the executable: tells where it stands and what it was given. */
const PROGRAM = `console.log(JSON.stringify([process.cwd(), ...process.argv.slice(2)])); process.exitCode = 3;`;

describe('The script that runs the command line from a checkout', () => {
  let checkout: TemporaryFolder;

  beforeEach(async () => {
    checkout = await temporaryFolder();
    const script = await readFile(path.join(CHECKOUT, 'scripts', 'package-risk.mjs'), 'utf8');
    await checkout.write('scripts/package-risk.mjs', script);
    await checkout.write('elsewhere/note', '');
  });

  afterEach(() => checkout.remove());

  const start = (...argv: readonly string[]): Promise<Ended> => {
    const script = path.join(checkout.path, 'scripts', 'package-risk.mjs');
    const env = { ...process.env, INIT_CWD: path.join(checkout.path, 'elsewhere') };
    return ended(spawn(process.execPath, [script, ...argv], { cwd: checkout.path, env }));
  };

  it('runs it where the user stands and hands its output and exit code on', async () => {
    await checkout.write('dist/cli.cjs', PROGRAM);
    const { code, stdout, stderr } = await start('check', '--strict', 'a b');
    assert.deepEqual(JSON.parse(stdout), [path.join(checkout.path, 'elsewhere'), 'check', '--strict', 'a b']);
    assert.deepEqual([code, stderr], [3, '']);
  });

  it('builds first when there is no build, and keeps what the build says out of the report', async () => {
    const build = `
      require('node:fs').mkdirSync('dist');
      require('node:fs').writeFileSync('dist/cli.cjs', ${JSON.stringify(PROGRAM)});
      console.log('building');`;
    await checkout.write('build.cjs', build);
    await checkout.write('package.json', JSON.stringify({ scripts: { build: 'node build.cjs' } }));
    const { code, stdout, stderr } = await start('check');
    assert.deepEqual([code, JSON.parse(stdout)], [3, [path.join(checkout.path, 'elsewhere'), 'check']]);
    assert.match(stderr, /building/);
  });

  it('exits with 2 when the build fails', async () => {
    await checkout.write('package.json', JSON.stringify({ scripts: { build: 'node --eval "process.exit(7)"' } }));
    const { code, stdout, stderr } = await start('check');
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /the build failed/);
  });
});
