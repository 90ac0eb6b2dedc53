// `npm run package:cli`: the command line as `package-risk-<version>.tgz`, which `npm publish` takes as it is.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { stageCliPackage } from './build/cli-package.js';
import { buildDistribution } from './build/distribution.js';
import { PROJECT_ROOT } from './build/project-root.js';

/** What `npx` fetches before it answers anything. */
const MAX_BYTES = 5_000_000;

async function main(): Promise<boolean> {
  await buildDistribution({ sourceMaps: false });
  const stage = await mkdtemp(path.join(os.tmpdir(), 'package-risk-cli-'));
  try {
    await stageCliPackage(PROJECT_ROOT, path.join(PROJECT_ROOT, 'dist'), stage);
    const { stdout } = await promisify(execFile)('npm', ['pack', '--pack-destination', PROJECT_ROOT], {
      cwd: stage,
      shell: process.platform === 'win32',
    });
    const target = path.join(PROJECT_ROOT, stdout.trim());
    const { size } = await stat(target);
    console.log(`${target}: ${(size / 1e6).toFixed(2)} MB of at most ${MAX_BYTES / 1e6} MB`);
    return size <= MAX_BYTES;
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

process.exitCode = (await main()) ? 0 : 1;
