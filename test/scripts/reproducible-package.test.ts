import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Compiled, this file lies in `<root>/<out>/test/scripts`. */
const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');
/** What a checkout has not, what is made anew, and what is shared. */
const NOT_COPIED = new Set(['.git', 'dist', 'node_modules', 'out']);

/** Two builds, each of more than ten seconds on a machine with nothing else to do. */
const TIMEOUT_MS = 300_000;

/** The SHA-256 of an extension that is packaged in a folder of that name, with what was compiled here. */
async function packagedIn(folder: string): Promise<string> {
  await mkdir(folder);
  for (const name of await readdir(ROOT)) {
    if (!NOT_COPIED.has(name) && !name.endsWith('.vsix'))
      await cp(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  }
  for (const part of ['scripts', 'server'])
    await cp(path.join(ROOT, 'out', part), path.join(folder, 'out', part), { recursive: true });
  await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  await run(process.execPath, [path.join(folder, 'out', 'scripts', 'package-vsix.js')], {
    cwd: folder,
    env: { ...process.env, SOURCE_DATE_EPOCH: '1790000000' },
  });
  const file = (await readdir(folder)).find((name) => name.endsWith('.vsix'));
  assert.ok(file !== undefined);
  return createHash('sha256')
    .update(await readFile(path.join(folder, file)))
    .digest('hex');
}

describe('npm run package', function () {
  this.timeout(TIMEOUT_MS);

  it('makes the same bytes of the same sources, in whatever folder they lie', async () => {
    const parent = await mkdtemp(path.join(os.tmpdir(), 'package-risk-vsix-'));
    try {
      assert.equal(await packagedIn(path.join(parent, 'a')), await packagedIn(path.join(parent, 'another-name')));
    } finally {
      await rm(parent, { recursive: true, force: true });
    }
  });
});
