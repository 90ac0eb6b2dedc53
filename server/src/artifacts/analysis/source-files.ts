import type { PackageFiles } from '../package-files.js';
import { plainCode } from './code/package/parse.js';
import { outlineOf } from './code/package/script-outline.js';
import type { SourceFiles, Unread } from './code/package/source-files.js';
import { binaryFormat } from './files/binaries.js';
import { codeInMarkup, isMarkup, type UnreadScript } from './markup/markup-code.js';
import type { ScriptLanguage } from './markup/pieces.js';
import { decodeText } from './text/decode.js';

/** The files of a package by path, each decoded once and only when it is asked for. Of two with one name the last counts. */
export function sourceFilesOf({ files }: PackageFiles): SourceFiles {
  const byPath = new Map(files.map((file) => [file.path, file.bytes]));
  const native = new Set(
    files.flatMap((file) => (binaryFormat(file.head ?? file.bytes) === undefined ? [] : file.path)),
  );
  const sources = new Map<string, Source>();
  const sourceOf = (path: string): Source | undefined => {
    const bytes = byPath.get(path);
    if (bytes === undefined) return undefined;
    const source = sources.get(path) ?? readSource(path, bytes);
    sources.set(path, source);
    return source;
  };
  return {
    paths: [...byPath.keys()],
    has: (path) => byPath.has(path),
    bytes: (path) => byPath.get(path),
    isNative: (path) => native.has(path),
    text: (path) => sourceOf(path)?.text,
    written: (path) => sourceOf(path)?.written,
    unread: (path) => (isMarkup(path) ? sourceOf(path)?.unread : undefined),
  };
}

interface Source {
  readonly text: string;
  readonly written: string;
  readonly unread?: Unread;
}

/** Of a page or a picture only its code counts, each piece of it at its place. */
function readSource(path: string, bytes: Uint8Array): Source {
  const written = decodeText(bytes);
  if (!isMarkup(path)) return { text: written, written };
  const { code, unread } = codeInMarkup(path, written, { read: scriptOrNothing, outlineOf });
  return {
    text: code,
    written,
    ...(unread !== undefined && { unread: { code: unread.code, error: problemOf(unread) } }),
  };
}

function scriptOrNothing(code: string, language: ScriptLanguage): string | undefined {
  try {
    return plainCode(code, language);
  } catch {
    return undefined;
  }
}

/** Read once more, at its place: the error tells it. */
function problemOf({ code, language }: UnreadScript): unknown {
  try {
    return plainCode(code, language);
  } catch (error) {
    return error;
  }
}
