import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Random } from './random.js';
import { mutated } from './mutations.js';

/** Seen from the compiled file. */
const ROOT = path.resolve(import.meta.dirname, '../../../..');
/** A longer file is cut: changes that lie far apart show nothing new. */
const MAX_SAMPLE_BYTES = 24 * 1024;
const GZIP = Buffer.from([0x1f, 0x8b]);

/** Files of the project's own, below a folder, whose path matches; unpacked where they are packed. */
export function projectFiles(folder: string, wanted: RegExp, most = 200): readonly Buffer[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .sort()
    .filter((name) => wanted.test(name) && !name.includes('node_modules'))
    .map((name) => path.join(ROOT, folder, name))
    .filter((file) => statSync(file).isFile())
    .slice(0, most)
    .map((file) => readFileSync(file))
    .map((bytes) => (bytes.subarray(0, 2).equals(GZIP) ? gunzipSync(bytes) : bytes));
}

/** Inputs that are samples with changes. */
export function changedSamples(load: () => readonly (Buffer | string)[]): (random: Random) => Buffer {
  let samples: readonly Buffer[] | undefined;
  return (random) => {
    samples ??= load().map((sample) => Buffer.from(sample).subarray(0, MAX_SAMPLE_BYTES));
    const one = samples[random.below(samples.length)] ?? Buffer.alloc(0);
    const other = samples[random.below(samples.length)] ?? Buffer.alloc(0);
    return mutated(one, other, random);
  };
}
