import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { runCompiled, type CompiledProgram } from '../../../server/src/platform/programs/compiled-program.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.js';

const require = createRequire(import.meta.url);

/** Tells what it was given, under a name that is looked up on this process. */
const PROGRAM = `'use strict';
const path = require('node:path');
function said(word) { return word + ' from ' + path.basename(__filename); }
process.emit('package-risk-test', said('WORD'), require('./beside.cjs'), module.exports === exports, new Error('here').stack);
`;

type Said = readonly [word: string, beside: string, isModule: boolean, stack: string];

describe('a program that is kept as compiled', () => {
  let folder: TemporaryFolder;
  let kept: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    kept = path.join(folder.path, 'editor', 'compiled');
    await folder.write('beside.cjs', "module.exports = 'beside';");
  });

  afterEach(() => folder.remove());

  async function run(word: string): Promise<{ readonly program: CompiledProgram; readonly said: Said }> {
    const file = await folder.write('program.cjs', PROGRAM.replace('WORD', word));
    let said: Said | undefined;
    const listen = (...all: unknown[]): void => void (said = all as unknown as Said);
    process.once('package-risk-test', listen);
    const program = runCompiled(file, kept);
    assert.ok(said !== undefined);
    return { program, said };
  }

  const files = (): readonly string[] => readdirSync(kept);

  it('runs as it would be required, and the second time from what was kept', async () => {
    const first = await run('word');
    assert.equal(first.program.wasCompiled, false);
    assert.deepEqual(first.said.slice(0, 3), ['word from program.cjs', 'beside', true]);
    assert.match(first.said[3], /program\.cjs:4:\d+\)/);
    first.program.keep();
    assert.equal(files().length, 1);
    const second = await run('word');
    assert.equal(second.program.wasCompiled, true);
    assert.deepEqual(second.said.slice(0, 3), ['word from program.cjs', 'beside', true]);
  });

  it('keeps nothing anew that is hardly more than there is', async () => {
    (await run('word')).program.keep();
    const written = statSync(path.join(kept, files()[0] ?? '')).mtimeMs;
    (await run('word')).program.keep();
    assert.equal(statSync(path.join(kept, files()[0] ?? '')).mtimeMs, written);
  });

  it('is compiled anew when it has changed, though it is as long, and nothing else is left lying about', async () => {
    (await run('word')).program.keep();
    const before = files();
    const changed = await run('WARD');
    assert.equal(changed.program.wasCompiled, false);
    assert.equal(changed.said[0], 'WARD from program.cjs');
    changed.program.keep();
    assert.equal(files().length, 1);
    assert.notDeepEqual(files(), before);
  });

  it('is compiled anew where what was kept is not what was written, at any place', async () => {
    (await run('word')).program.keep();
    const file = path.join(kept, files()[0] ?? '');
    const whole = readFileSync(file);
    for (const at of [0, 31, 32, 40, Math.floor(whole.length / 2), whole.length - 1]) {
      const broken = Buffer.from(whole);
      broken[at] = (broken[at] ?? 0) ^ 1;
      await folder.write(path.relative(folder.path, file), broken);
      assert.equal((await run('word')).program.wasCompiled, false, `byte ${at}`);
    }
    await folder.write(path.relative(folder.path, file), whole.subarray(0, 100));
    const { program, said } = await run('word');
    assert.equal(said[0], 'word from program.cjs');
    program.keep();
    assert.deepEqual(readFileSync(file).length > 100, true);
  });

  it('is for this user alone', async function () {
    if (process.platform === 'win32') this.skip();
    (await run('word')).program.keep();
    assert.equal(statSync(kept).mode & 0o777, 0o700);
    assert.equal(statSync(path.join(kept, files()[0] ?? '')).mode & 0o777, 0o600);
  });

  it('runs where nothing can be kept', async () => {
    await folder.write('editor', 'a file');
    const { program, said } = await run('word');
    assert.equal(said[0], 'word from program.cjs');
    program.keep();
    assert.equal((await run('word')).program.wasCompiled, false);
  });

  it('throws what the program throws', async () => {
    const file = await folder.write('program.cjs', "throw new Error('no');");
    assert.throws(() => runCompiled(file, kept), /no/);
    assert.throws(() => require(file) as unknown, /no/);
  });
});
