import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ToolPlace, ToolProblem } from '../agents/tool.js';
import type { Engine } from '../engine/engine.js';
import type { RepositoryJudge } from '../engine/repository-judge.js';

const MANIFEST = 'package.json';

export interface PlaceParts {
  readonly engine: Engine;
  readonly repositories: RepositoryJudge | undefined;
  /** Where the server was started: absolute. */
  readonly cwd: string;
  /** Whether the files of the folder it was started in may decide anything. */
  readonly trusted: boolean;
}

/**
 * The project that an agent's path means. Only below the folders that the user has opened: what else lies on the disk is no agent's
 * business. Trust was given for the folder that the server was started in, and holds nowhere else.
 *
 * @param roots `file:` addresses of the folders that the asking program has opened
 */
export function placeAt(
  { engine, repositories, cwd, trusted }: PlaceParts,
  roots: readonly string[],
  given: string | undefined,
): ToolPlace | ToolProblem {
  const folders = [cwd, ...roots.flatMap(folderOf)];
  const absolute = path.resolve(cwd, given ?? '.');
  if (!folders.some((folder) => isWithin(folder, absolute))) {
    return { problem: 'path has to lie in the folder that is opened; leave it out to mean that folder itself.' };
  }
  const manifestPath = path.basename(absolute) === MANIFEST ? absolute : path.join(absolute, MANIFEST);
  return {
    engine,
    repositories,
    ref: { manifestPath, trusted: trusted && isWithin(cwd, absolute) },
    shownPath: (file) => (isWithin(cwd, file) ? path.relative(cwd, file) || '.' : path.basename(file)),
  };
}

function folderOf(uri: string): readonly string[] {
  try {
    return uri.startsWith('file:') ? [fileURLToPath(uri)] : [];
  } catch {
    return [];
  }
}

function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
