import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** npm fetches these one after the other; a few processes side by side are polite enough to a registry. */
const PER_PROCESS = 20;
const PROCESSES = 4;

const FOLDER = process.env.PACKAGE_RISK_EVALUATION_CACHE ?? path.join(homedir(), '.cache', 'package-risk-evaluation');

/**
 * Package files of real packages by `name@version`, fetched by npm where they are not there yet. They are not unpacked,
 * installed or run. What cannot be had is missing in the answer.
 */
export async function tarballsOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  await mkdir(FOLDER, { recursive: true });
  const missing = [...new Set(ids)].filter((id) => !existsSync(fileOf(id)));
  const batches: string[][] = [];
  for (let at = 0; at < missing.length; at += PER_PROCESS) batches.push(missing.slice(at, at + PER_PROCESS));
  const workers = Array.from({ length: PROCESSES }, async () => {
    for (let batch = batches.pop(); batch !== undefined; batch = batches.pop()) await fetchAll(batch);
  });
  await Promise.all(workers);
  return new Map(ids.filter((id) => existsSync(fileOf(id))).map((id) => [id, fileOf(id)]));
}

/** As `npm pack` names them. */
function fileOf(id: string): string {
  return path.join(
    FOLDER,
    `${id
      .replace(/^@/, '')
      .replace('/', '-')
      .replace(/@(?=[^@]*$)/, '-')}.tgz`,
  );
}

async function fetchAll(ids: readonly string[]): Promise<void> {
  for (const each of [ids, ...ids.map((id) => [id])]) {
    const wanted = each.filter((id) => !existsSync(fileOf(id)));
    if (wanted.length === 0) continue;
    try {
      await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', FOLDER, ...wanted]);
    } catch {
      // One that is gone fails the whole call: then each on its own.
    }
  }
}
