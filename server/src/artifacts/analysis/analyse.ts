import type { ArtifactFacts, Behaviour, Incomplete } from '../../model/index.js';
import type { PackageFile, PackageFiles } from '../package-files.js';
import { rootManifest } from './files/manifest.js';
import { decodeText, isAscii } from './text/decode.js';
import { findHiddenText, findPaddedCode } from './text/hidden-text.js';
import { placeAt } from './text/places.js';

const SOURCE = /\.(?:js|cjs|mjs|jsx|ts|cts|mts|tsx)$/i;

/** What the bytes of a package say. Pure; never throws: a file that breaks the analysis becomes a reason why it is incomplete. */
export function analysePackage(packageFiles: PackageFiles): ArtifactFacts {
  const behaviours: Behaviour[] = [];
  const incomplete: Incomplete[] = packageFiles.skipped.map(({ path, reason }) => ({ file: path, reason }));
  for (const file of packageFiles.files) {
    try {
      behaviours.push(...hiddenTextIn(file));
    } catch (error) {
      incomplete.push({ file: file.path, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return {
    manifest: rootManifest(packageFiles.files),
    files: packageFiles.fileCount,
    bytes: packageFiles.unpackedBytes,
    behaviours,
    incomplete,
  };
}

function hiddenTextIn({ path, bytes }: PackageFile): readonly Behaviour[] {
  if (!SOURCE.test(path)) return [];
  const text = decodeText(bytes);
  const found = isAscii(bytes) ? findPaddedCode(text) : findHiddenText(text);
  return found.map(({ kind, offset, detail }) => ({
    kind,
    detail,
    place: placeAt(path, text, offset),
    moment: 'import',
  }));
}
