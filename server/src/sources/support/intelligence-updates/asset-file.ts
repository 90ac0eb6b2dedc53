import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { absent, failed, ok, phrase, type Outcome } from '../../../model/index.js';
import { readIntelligence, type Intelligence } from '../intelligence/intelligence-reader.js';

/** Opens an asset of one's own; `absent` where there is none. */
export async function readAsset(file: string, now: number): Promise<Outcome<Intelligence>> {
  try {
    return readIntelligence(await readFile(file));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? absent(now)
      : failed('unsupported', phrase('The offline data cannot be used: its file cannot be read ({code}).', { code }));
  }
}

/**
 * Puts an asset into its place: whoever reads sees the old file or the new one, whole, also where the machine goes down
 * meanwhile. It is opened first, so that nothing that cannot be used takes the place of what can.
 */
export async function writeAsset(file: string, bytes: Buffer, now: number): Promise<Outcome<Intelligence>> {
  const opened = readIntelligence(bytes);
  if (opened.status !== 'ok') return opened;
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    return ok(opened.value, now);
  } catch (error) {
    await rm(temporary, { force: true });
    const code = (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
    return failed('unsupported', phrase('{file} cannot be written ({code}).', { file, code }));
  }
}
