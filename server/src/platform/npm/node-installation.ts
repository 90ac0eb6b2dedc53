import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

export type Variables = Readonly<Record<string, string | undefined>>;

/** Where npm's own configuration files lie depends on where its Node.js lies. */
export interface NodeInstallation {
  readonly execPath: string;
  /** Folder of the npm that comes with it; its `npmrc`, where there is one, is npm's "builtin" configuration. */
  readonly npmPath: string;
}

/**
 * The Node.js that the user's `npm` runs on: the first on the PATH. Our own executable is no help, as in the editor
 * that is the editor.
 */
export async function findNode(variables: Variables, platform: NodeJS.Platform): Promise<NodeInstallation> {
  const name = platform === 'win32' ? 'node.exe' : 'node';
  const folders = (variables.PATH ?? variables.Path ?? '').split(path.delimiter);
  for (const folder of folders.filter((entry) => path.isAbsolute(entry))) {
    const found = await executable(path.join(folder, name));
    if (found !== undefined) return { execPath: found, npmPath: npmBeside(found, platform) };
  }
  return { execPath: process.execPath, npmPath: npmBeside(process.execPath, platform) };
}

async function executable(candidate: string): Promise<string | undefined> {
  try {
    return (await stat(candidate)).isFile() ? await realpath(candidate) : undefined;
  } catch {
    return undefined;
  }
}

function npmBeside(execPath: string, platform: NodeJS.Platform): string {
  const folder = path.dirname(execPath);
  return platform === 'win32'
    ? path.join(folder, 'node_modules', 'npm')
    : path.join(path.dirname(folder), 'lib', 'node_modules', 'npm');
}
