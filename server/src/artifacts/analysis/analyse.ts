import type { ArtifactFacts, Behaviour, Incomplete } from '../../model/index.js';
import type { PackageFile, PackageFiles } from '../package-files.js';
import { analyseCode, type CodeFacts } from './code/package/analyse-code.js';
import { gate } from './code/package/gate.js';
import { coverageGaps } from './files/coverage-gaps.js';
import { fileBehaviours } from './files/analyse-files.js';
import { installHooks } from './files/install-hooks.js';
import { rootManifest } from './files/manifest.js';
import { unusedDependencies } from './files/unused-dependencies.js';
import { sourceFilesOf } from './source-files.js';
import { decodeText, isAscii } from './text/decode.js';
import { findHiddenText, findPaddedCode } from './text/hidden-text.js';
import { findObfuscation } from './text/obfuscation.js';
import { placeAt } from './text/places.js';

/** Enough for the reader; an archive can hold as many as it has entries. */
const MAX_ODDITIES = 50;

const SOURCE = /\.(?:js|cjs|mjs|jsx|ts|cts|mts|tsx)$/i;
const DECLARATIONS = /\.d\.[cm]?ts$/i;

export interface AnalysisOptions {
  /** Whether files that can only compute are left unparsed; they are unless told otherwise. Verdicts are the same. */
  readonly gate?: boolean;
}

/** What the bytes of a package say. Pure; never throws: a file that breaks the analysis becomes a reason why it is incomplete. */
export function analysePackage(packageFiles: PackageFiles, options: AnalysisOptions = {}): ArtifactFacts {
  const behaviours: Behaviour[] = [];
  const incomplete: Incomplete[] = packageFiles.skipped.map(({ path, reason }) => ({ file: path, reason }));
  for (const file of packageFiles.files) {
    try {
      behaviours.push(...hiddenTextIn(file));
    } catch (error) {
      incomplete.push({ file: file.path, reason: messageOf(error) });
    }
  }
  const manifest = rootManifest(packageFiles.files);
  try {
    behaviours.push(...fileBehaviours(packageFiles, installHooks(packageFiles.files), manifest));
  } catch (error) {
    incomplete.push({ reason: messageOf(error) });
  }
  const code = codeFactsOf(packageFiles, options);
  return {
    manifest,
    files: packageFiles.fileCount,
    bytes: packageFiles.unpackedBytes,
    flows: code.flows,
    behaviours: [...behaviours, ...code.behaviours],
    oddities: packageFiles.oddities.slice(0, MAX_ODDITIES),
    ...coverageGaps(packageFiles.files),
    unusedDependencies: manifest === undefined ? [] : unusedDependencies(packageFiles.files, manifest),
    incomplete: [...incomplete, ...code.incomplete],
  };
}

function codeFactsOf(packageFiles: PackageFiles, options: AnalysisOptions): CodeFacts {
  const files = sourceFilesOf(packageFiles);
  const sources = files.paths.filter((path) => SOURCE.test(path) && !DECLARATIONS.test(path));
  try {
    const roots =
      options.gate === false
        ? new Set(sources)
        : gate({ paths: sources, has: (path) => files.has(path) }, (path) => latin1(files.bytes(path))).roots;
    return analyseCode(files, (path) => roots.has(path) || !SOURCE.test(path));
  } catch (error) {
    return { flows: [], behaviours: [], incomplete: [{ reason: messageOf(error) }] };
  }
}

/** Fast, and as good for finding names: they are ASCII in every encoding but UTF-16, which is decoded. */
function latin1(bytes: Uint8Array = new Uint8Array()): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return isUtf16 ? decodeText(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function hiddenTextIn({ path, bytes }: PackageFile): readonly Behaviour[] {
  if (!SOURCE.test(path)) return [];
  const text = decodeText(bytes);
  const hidden = isAscii(bytes) ? findPaddedCode(text) : findHiddenText(text);
  const obfuscation = findObfuscation(text);
  const found = obfuscation === undefined ? hidden : [...hidden, { kind: 'obfuscated' as const, ...obfuscation }];
  return found.map(({ kind, offset, detail }) => ({
    kind,
    detail,
    place: placeAt(path, text, offset),
    moment: 'import',
  }));
}
