import type { BinaryFile, Capability } from '../../model/index.js';
import type { SourceFiles } from './code/package/source-files.js';
import { placeAt } from './text/places.js';

/** In files that are not interpreted because they can only compute, and do these. */
const READ_BY_NAME =
  /\bprocess\s*\.\s*env\b(?!\s*\.\s*NODE_ENV\b)|\brequire\s*\(\s*['"](?:node:)?fs(?:\/promises)?['"]|\bfrom\s*['"](?:node:)?fs(?:\/promises)?['"]/;

/** Lines are longer than anybody writes them, and not for the sake of one table. */
const MINIFIED_LINE = 500;
const MINIFIED_BYTES = 2000;

const NEWLINE = 0x0a;

interface Sources {
  readonly sources: readonly string[];
  /** Those that were not interpreted. */
  readonly unread: readonly string[];
  /** Good enough for finding names. */
  readonly textOf: (path: string) => string;
}

/** What the code was seen to be able to do, and what its files tell without being interpreted: each kind once. */
export function capabilitiesOf(
  seen: readonly Capability[],
  files: SourceFiles,
  { sources, unread, textOf }: Sources,
): readonly Capability[] {
  const found = new Map(seen.map((one) => [one.kind, one]));
  for (const file of unread) {
    if (found.has('environment') && found.has('reads-files')) break;
    const one = READ_BY_NAME.test(textOf(file)) ? readByName(file, files) : undefined;
    if (one !== undefined && !found.has(one.kind)) found.set(one.kind, one);
  }
  const minified = sources.find((file) => isMinified(files.bytes(file)));
  if (minified !== undefined) {
    found.set('minified', { kind: 'minified', place: placeAt(minified, files.text(minified) ?? '', 0) });
  }
  return [...found.values()];
}

function readByName(file: string, files: SourceFiles): Capability | undefined {
  const text = files.text(file) ?? '';
  const match = READ_BY_NAME.exec(text);
  if (match === null) return undefined;
  const kind = match[0].startsWith('process') ? 'environment' : 'reads-files';
  return { kind, place: placeAt(file, text, match.index) };
}

/** A package that ships programs for machines loads them, or has others do so. */
export function withNative(
  capabilities: readonly Capability[],
  binaries: readonly BinaryFile[],
): readonly Capability[] {
  const native = binaries.find(({ format }) => format !== 'WebAssembly');
  if (native === undefined || capabilities.some(({ kind }) => kind === 'native-code')) return capabilities;
  return [...capabilities, { kind: 'native-code', place: { file: native.file, line: 1, column: 1, snippet: '' } }];
}

function isMinified(bytes: Uint8Array | undefined): boolean {
  if (bytes === undefined || bytes.length < MINIFIED_BYTES) return false;
  let lines = 1;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) {
    lines += 1;
    // The rest need not be counted: it is not.
    if (lines * MINIFIED_LINE > bytes.length) return false;
  }
  return true;
}
