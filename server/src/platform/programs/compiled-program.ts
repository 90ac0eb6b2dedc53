import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import vm from 'node:vm';

/** A bundle that runs, and what V8 has compiled of it. */
export interface CompiledProgram {
  /** What an earlier process has compiled was used. */
  readonly wasCompiled: boolean;
  /** Keeps what is compiled by now for the next process, where that is more than what there is. Never throws. */
  keep(): void;
}

/** As Node.js itself wraps a CommonJS module. On the first line, so that all lines keep their numbers. */
const [BEFORE, AFTER] = ['(function (exports, require, module, __filename, __dirname) { ', '\n})'];

const SHA256_BYTES = 32;
const KEPT_NAME = /^[0-9a-f]{64}\.compiled$/;

/** What is worth writing some megabytes for: a first session may have ended before anything was judged. */
const MARKEDLY_MORE = 1.1;

/**
 * Runs a CommonJS bundle like `require`, with what V8 compiled of it in an earlier process: compiling takes a third of what a large
 * program needs until it has done its first work. What is kept goes by the bundle's bytes and by the runtime. V8 itself looks at
 * little more than the length of either, so whatever is not exactly what was written is compiled anew.
 *
 * @param folder of this user alone, as what lies in it is run. Nothing that is set by a project may name it.
 */
export function runCompiled(program: string, folder: string): CompiledProgram {
  const source = readFileSync(program);
  const file = path.join(folder, `${keyOf(source)}.compiled`);
  const kept = readKept(file);
  const script = new vm.Script(`${BEFORE}${source.toString('utf8')}${AFTER}`, {
    filename: program,
    columnOffset: -BEFORE.length,
    ...(kept && { cachedData: kept }),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const wasCompiled = kept !== undefined && script.cachedDataRejected === false;
  let keptBytes = wasCompiled ? kept.length : 0;
  const run = script.runInThisContext() as (...given: unknown[]) => void;
  const module = { exports: {} };
  run.call(module.exports, module.exports, createRequire(program), module, program, path.dirname(program));
  return {
    wasCompiled,
    keep() {
      const compiled = script.createCachedData();
      if (compiled.length < keptBytes * MARKEDLY_MORE) return;
      keptBytes = compiled.length;
      write(file, compiled);
    },
  };
}

function keyOf(source: Buffer): string {
  const runtime = JSON.stringify([process.versions.node, process.versions.v8, process.arch, process.execArgv]);
  return createHash('sha256').update(runtime).update(source).digest('hex');
}

/** Undefined where it is not, or not wholly, what was once written. */
function readKept(file: string): Buffer | undefined {
  try {
    const content = readFileSync(file);
    const compiled = content.subarray(SHA256_BYTES);
    return sealOf(compiled).equals(content.subarray(0, SHA256_BYTES)) ? compiled : undefined;
  } catch {
    return undefined;
  }
}

function sealOf(compiled: Buffer): Buffer {
  return createHash('sha256').update(compiled).digest();
}

/** What is kept of other versions goes. Where nothing can be written the next start takes as long as this one. */
function write(file: string, compiled: Buffer): void {
  const folder = path.dirname(file);
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      writeFileSync(temporary, Buffer.concat([sealOf(compiled), compiled]), { mode: 0o600, flag: 'wx' });
      renameSync(temporary, file);
    } finally {
      rmSync(temporary, { force: true });
    }
    for (const name of readdirSync(folder)) {
      if (KEPT_NAME.test(name) && name !== path.basename(file)) rmSync(path.join(folder, name), { force: true });
    }
  } catch {
    // Nothing but time is lost.
  }
}
