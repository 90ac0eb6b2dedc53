import path from 'node:path';
import { URI } from 'vscode-uri';

const MANIFEST_NAME = 'package.json';

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
  const file = pathOfUri(uri);
  if (file === undefined || path.basename(file) !== MANIFEST_NAME) return undefined;
  return file.split(path.sep).includes('node_modules') ? undefined : file;
}
