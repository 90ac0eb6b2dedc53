import path from 'node:path';
import type { Engine, MeantProject } from '../engine/engine.js';
import type { ToolProblem } from './tool.js';

const MANIFEST = 'package.json';

/** Where an agent's path leads: absolute paths of a file or folder, there or not, and of the opened folder that it lies in. */
export interface PlacePath {
  readonly absolute: string;
  readonly folder: string;
}

const OUTSIDE: ToolProblem = Object.freeze({
  problem: 'path has to lie in the folder that is opened; leave it out to mean that folder itself.',
});

/**
 * Only below the folders that the user has opened: what else lies on the disk is no agent's business.
 *
 * @param folders absolute; what is not absolute is meant from the first one
 */
export function placePath(folders: readonly string[], given: string | undefined): PlacePath | ToolProblem {
  const [first] = folders;
  if (first === undefined) return { problem: 'No folder is opened. Have the user open the project first.' };
  const absolute = path.resolve(first, given ?? '.');
  const folder = folders.find((one) => isWithin(one, absolute));
  return folder === undefined ? OUTSIDE : { absolute, folder };
}

/** The project that is meant there. A lockfile can stand for one that lies above it, and so out of what is opened. */
export function projectAt({ absolute, folder }: PlacePath, engine: Pick<Engine, 'meant'>): MeantProject | ToolProblem {
  // Whatever an opened folder is called, it is a folder.
  if (absolute === folder) return { manifestPath: path.join(folder, MANIFEST) };
  const meant = engine.meant(absolute);
  return isWithin(folder, meant.manifestPath) ? meant : OUTSIDE;
}

/** A file as whoever has opened the folder knows it. */
export function shownBelow(folder: string, file: string): string {
  return isWithin(folder, file) ? path.relative(folder, file) || '.' : path.basename(file);
}

function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
