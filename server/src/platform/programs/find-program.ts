import { access, constants, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** A program and the arguments that come before its own. */
export interface Program {
  readonly file: string;
  readonly before: readonly string[];
}

export interface Surroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The Node.js that runs this. */
  readonly node: string;
}

/**
 * Looks for a program as a shell does, and answers what can be started without one. Folders that are named relative to the
 * current one are left out: what lies there may have come with a project.
 */
export async function findProgram(name: string, around: Surroundings): Promise<Program | undefined> {
  const { variables, platform } = around;
  const paths = platform === 'win32' ? path.win32 : path.posix;
  if (name.includes('/') || (platform === 'win32' && name.includes('\\')))
    return startable(paths.resolve(name), around);
  for (const folder of searchPath(variables, platform)) {
    const found = await startable(paths.join(folder, name), around);
    if (found !== undefined) return found;
  }
  return undefined;
}

function searchPath(variables: Surroundings['variables'], platform: NodeJS.Platform): readonly string[] {
  const paths = platform === 'win32' ? path.win32 : path.posix;
  const value =
    Object.entries(variables).find(([name]) => (platform === 'win32' ? name.toUpperCase() : name) === 'PATH')?.[1] ??
    '';
  return value.split(paths.delimiter).filter((folder) => paths.isAbsolute(folder));
}

async function startable(file: string, { platform, node }: Surroundings): Promise<Program | undefined> {
  if (platform !== 'win32') return (await isExecutable(file)) ? { file, before: [] } : undefined;
  for (const candidate of [file, `${file}.exe`]) {
    if (/\.exe$/i.test(candidate) && (await isFile(candidate))) return { file: candidate, before: [] };
  }
  const shim = /\.cmd$/i.test(file) ? file : `${file}.cmd`;
  const script = scriptOf(await readFile(shim, 'utf8').catch(() => ''), path.win32.dirname(shim));
  return script === undefined ? undefined : { file: node, before: [script] };
}

/** Of the batch files that npm writes, the script that they hand to Node.js: batch files themselves need a shell. */
export function scriptOf(shim: string, folder: string): string | undefined {
  const npms = /SET "NP[MX]_CLI_JS=%~dp0\\([^"%]+\.js)"/.exec(shim)?.[1];
  const others = /"%(?:~?dp0)%?\\([^"%]+\.[cm]?js)"/.exec(shim)?.[1];
  const script = npms ?? others;
  return script === undefined ? undefined : path.win32.join(folder, script);
}

async function isExecutable(file: string): Promise<boolean> {
  if (!(await isFile(file))) return false;
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}
