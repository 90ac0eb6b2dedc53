import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { findProgram, scriptOf } from '../../../server/src/platform/programs/find-program.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.js';

describe('A program', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('is the first one in the path that may be run, and none of a relative folder', async () => {
    await folder.write('a/npm', 'no program');
    const wanted = await folder.write('b/npm', '#!/bin/sh\n');
    await chmod(wanted, 0o755);
    const PATH = ['', '.', 'node_modules/.bin', path.join(folder.path, 'a'), path.join(folder.path, 'b')].join(':');
    const around = { variables: { PATH }, platform: 'linux', node: '/node' } as const;
    assert.deepEqual(await findProgram('npm', around), { file: wanted, before: [] });
    assert.equal(await findProgram('pnpm', around), undefined);
  });

  const SHIMS = [
    {
      title: "npm's own batch file",
      text: 'SET "NPM_CLI_JS=%~dp0\\node_modules\\npm\\bin\\npm-cli.js"\r\n',
      script: 'C:\\node\\node_modules\\npm\\bin\\npm-cli.js',
    },
    {
      title: 'a batch file of an installed package',
      text: '"%_prog%"  "%dp0%\\node_modules\\pnpm\\bin\\pnpm.cjs" %*\r\n',
      script: 'C:\\node\\node_modules\\pnpm\\bin\\pnpm.cjs',
    },
    { title: 'any other batch file', text: '@echo off\r\ncalc.exe\r\n', script: undefined },
  ];
  for (const { title, text, script } of SHIMS) {
    it(`of Windows is the script of ${title}`, () => assert.equal(scriptOf(text, 'C:\\node'), script));
  }
});
