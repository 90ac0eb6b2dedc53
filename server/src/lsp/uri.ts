import path from 'node:path';
import { URI } from 'vscode-uri';
import { LOCKFILE_NAMES } from '../protocol/lockfile-names.js';

/** Files that declare dependencies; those of the managers' settings hold catalogs. */
const MANIFEST_NAMES: readonly string[] = Object.freeze(['package.json', 'pnpm-workspace.yaml', '.yarnrc.yml']);

/** The absolute path of a `file:` URI; undefined for any other scheme, which no path can stand for. */
export function pathOfUri(uri: string): string | undefined {
  try {
    const parsed = URI.parse(uri, true);
    return parsed.scheme === 'file' ? parsed.fsPath : undefined;
  } catch {
    return undefined;
  }
}

export function uriOfPath(file: string): string {
  return URI.file(file).toString();
}

/** The path of a manifest that somebody works on. What is installed has been judged where it was asked for. */
export function manifestPathOf(uri: string): string | undefined {
  return projectFileOf(uri, MANIFEST_NAMES);
}

export function lockfilePathOf(uri: string): string | undefined {
  return projectFileOf(uri, LOCKFILE_NAMES);
}

/** Files beside manifests and lockfiles that decide how these are judged. */
const DECISIONS: readonly string[] = Object.freeze([
  ...['package-risk.json', '.npmrc', 'bunfig.toml', 'osv-scanner.toml', 'bun.lockb'],
]);

/** Whether a change of a file can change what is said of a project. */
export function concernsProjects(uri: string): boolean {
  const name = path.basename(pathOfUri(uri) ?? '');
  return [MANIFEST_NAMES, LOCKFILE_NAMES, DECISIONS].some((names) => names.includes(name));
}

function projectFileOf(uri: string, names: readonly string[]): string | undefined {
  const file = pathOfUri(uri);
  if (file === undefined || !names.includes(path.basename(file))) return undefined;
  return file.split(path.sep).includes('node_modules') ? undefined : file;
}
