import { fileURLToPath } from 'node:url';
import { placePath, projectAt, shownBelow } from '../agents/place-path.js';
import { isProblem, type ToolPlace, type ToolProblem } from '../agents/tool.js';
import type { Engine } from '../engine/engine.js';
import type { RepositoryJudge } from '../engine/repository-judge.js';

export interface PlaceParts {
  readonly engine: Engine;
  readonly repositories: RepositoryJudge | undefined;
  /** Where the server was started: absolute. */
  readonly cwd: string;
  /** Whether the files of the folder it was started in may decide anything. */
  readonly trusted: boolean;
}

/**
 * The project that an agent's path means. Trust was given for the folder that the server was started in, and holds nowhere else.
 *
 * @param roots `file:` addresses of the folders that the asking program has opened
 */
export function placeAt(
  { engine, repositories, cwd, trusted }: PlaceParts,
  roots: readonly string[],
  given: string | undefined,
): ToolPlace | ToolProblem {
  const found = placePath([cwd, ...roots.flatMap(folderOf)], given);
  if (isProblem(found)) return found;
  const meant = projectAt(found, engine);
  if (isProblem(meant)) return meant;
  return {
    ...{ engine, repositories, ref: { ...meant, trusted: trusted && found.folder === cwd, orLockfile: true } },
    shownPath: (file) => shownBelow(cwd, file),
  };
}

function folderOf(uri: string): readonly string[] {
  try {
    return uri.startsWith('file:') ? [fileURLToPath(uri)] : [];
  } catch {
    return [];
  }
}
