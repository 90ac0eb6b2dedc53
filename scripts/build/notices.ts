import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The folder of the package that a bundled file comes from: `node_modules/a`, `node_modules/a/node_modules/@b/c`. */
export function packageFolder(file: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

/** The licences of every package that these files come from, as one text. Files are relative to `root`. */
export async function thirdPartyNotices(root: string, files: readonly string[]): Promise<string> {
  const folders = new Set(files.map(packageFolder).filter((folder) => folder !== undefined));
  const notices = await Promise.all([...folders].map((folder) => notice(path.join(root, folder))));
  const intro = 'Package Risk contains the following packages.\n';
  return [intro, ...notices.sort()].join(`\n${'-'.repeat(80)}\n\n`);
}

async function notice(folder: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = manifest as { name?: string; version?: string; license?: unknown };
  const title = `${name ?? path.basename(folder)} ${version ?? ''}`;
  const file = (await readdir(folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  // Some packages name their licence and ship no copy of it.
  const text = file === undefined ? `License: ${String(license)}\n` : await readFile(path.join(folder, file), 'utf8');
  return `${title}\n\n${text.trim()}\n`;
}
