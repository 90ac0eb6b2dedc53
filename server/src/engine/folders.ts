import path from 'node:path';

/** How far above a manifest its workspace and lockfile are looked for: workspaces are rarely deeper. */
const MAX_FOLDERS_UP = 7;

/** The nearest first. */
export function foldersAbove(folder: string): readonly string[] {
  const folders: string[] = [];
  for (let at = path.dirname(folder), below = folder; at !== below && folders.length < MAX_FOLDERS_UP;) {
    folders.push(at);
    below = at;
    at = path.dirname(at);
  }
  return folders;
}

/** As lockfiles write it: with `/`, `''` for the folder itself. */
export function relativeFolder(from: string, to: string): string {
  return path.relative(from, to).split(path.sep).join('/');
}
