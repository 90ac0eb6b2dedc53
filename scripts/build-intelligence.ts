import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { compileIntelligence } from '../server/src/sources/support/intelligence/intelligence-compiler.js';
import { gatherIntelligence } from '../server/src/sources/support/intelligence/intelligence-content.js';

/** The same sources give the same bytes. */
export async function compileDataFolder(folder: string): Promise<Buffer> {
  const read = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');
  return compileIntelligence(
    gatherIntelligence({
      osvRecords: await read('osv-npm.jsonl'),
      derivedAdvisories: await read('advisories-retirejs.jsonl'),
      workingGroupAdvisories: await read('advisories-security-wg.jsonl'),
      malwareRows: await read('malware-names.csv'),
      popularNames: await read('popular-names.txt'),
      origins: await read('origins.json'),
    }),
  );
}

/** Compiles `server/data` of a checkout into `dist/intelligence.bin`. Answers the file's size in bytes. */
export async function buildIntelligence(root: string): Promise<number> {
  const target = join(root, 'dist', 'intelligence.bin');
  const bytes = await compileDataFolder(join(root, 'server', 'data'));
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, bytes);
  return bytes.length;
}
