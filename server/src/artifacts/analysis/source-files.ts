import type { PackageFiles } from '../package-files.js';
import { plainCode } from './code/package/parse.js';
import type { SourceFiles } from './code/package/source-files.js';
import { binaryFormat } from './files/binaries.js';
import { codeInMarkup, isMarkup } from './markup/markup-code.js';
import { decodeText } from './text/decode.js';

/** The files of a package by path, each decoded once and only when it is asked for. Of two with one name the last counts. */
export function sourceFilesOf({ files }: PackageFiles): SourceFiles {
  const byPath = new Map(files.map((file) => [file.path, file.bytes]));
  const native = new Set(
    files.flatMap((file) => (binaryFormat(file.head ?? file.bytes) === undefined ? [] : file.path)),
  );
  const texts = new Map<string, string>();
  return {
    paths: [...byPath.keys()],
    has: (path) => byPath.has(path),
    bytes: (path) => byPath.get(path),
    isNative: (path) => native.has(path),
    text(path) {
      const bytes = byPath.get(path);
      if (bytes === undefined) return undefined;
      const text = texts.get(path) ?? textOf(path, bytes);
      texts.set(path, text);
      return text;
    },
  };
}

/** Of a page or a picture only its code counts, each piece of it at its place. */
function textOf(path: string, bytes: Uint8Array): string {
  const text = decodeText(bytes);
  return isMarkup(path) ? codeInMarkup(text, plainCode) : text;
}
