import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** What paths of a report are told relative to. Both are absolute. */
export interface SourceRoot {
  /** Of the repository, as other tools know its files; without one, the current folder. */
  readonly folder: string;
  /** What the paths of a report are relative to. */
  readonly cwd: string;
}

/** `packages/web/package.json`, with `/` on every system; undefined for what lies outside. */
export function pathBelow(root: SourceRoot, file: string): string | undefined {
  const relative = path.relative(root.folder, path.resolve(root.cwd, file));
  if (relative === '' || path.isAbsolute(relative)) return undefined;
  const steps = relative.split(path.sep);
  return steps[0] === '..' ? undefined : steps.join('/');
}

/** A relative reference by RFC 3986 in which no step can be taken for a scheme, a query or a step upwards. */
export function relativeUri(below: string): string {
  return below
    .split('/')
    .map((step) => encodeURIComponent(step.replace(/\p{Cs}/gu, '\uFFFD')).replace(/['()*!]/g, percent))
    .join('/');
}

export function fileUri(root: SourceRoot, file: string): string {
  return pathToFileURL(path.resolve(root.cwd, file)).href;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
