import path from 'node:path';
import type { ToolProblem } from './tool.js';

const MANIFEST = 'package.json';

/** Where an agent's path leads: absolute paths of a manifest, there or not, and of the opened folder that it lies in. */
export interface PlacePath {
  readonly manifestPath: string;
  readonly folder: string;
}

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
  if (folder === undefined) {
    return { problem: 'path has to lie in the folder that is opened; leave it out to mean that folder itself.' };
  }
  const manifestPath = path.basename(absolute) === MANIFEST ? absolute : path.join(absolute, MANIFEST);
  return { manifestPath, folder };
}

/** A file as whoever has opened the folder knows it. */
export function shownBelow(folder: string, file: string): string {
  return isWithin(folder, file) ? path.relative(folder, file) || '.' : path.basename(file);
}

function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
