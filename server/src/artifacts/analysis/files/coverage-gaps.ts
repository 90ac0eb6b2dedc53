import type { ArtifactFacts, BinaryFile } from '../../../model/index.js';
import type { PackageFile } from '../../package-files.js';
import { binaryFormat } from './binaries.js';
import { interfaceOf } from './wasm.js';

/** Packages with more are those for every platform; nobody reads on. */
const MAX_FILES = 100;

/** What lies in a package and cannot be looked into: programs for machines. */
export function coverageGaps(files: readonly PackageFile[]): Pick<ArtifactFacts, 'binaries' | 'notAnalysed'> {
  const binaries = files.flatMap(binaryFile).slice(0, MAX_FILES);
  return {
    binaries,
    notAnalysed: binaries.map(({ file, format }) => ({ kind: 'native-not-analysed', file, detail: format })),
  };
}

function binaryFile({ path, bytes, head = bytes, wholeSize = bytes.length }: PackageFile): readonly BinaryFile[] {
  const format = binaryFormat(head);
  if (format === undefined) return [];
  // Of a large one only the texts are there.
  const told = format === 'WebAssembly' && head === bytes ? interfaceOf(bytes) : {};
  return [{ file: path, format, bytes: wholeSize, ...told }];
}
