import { createReadStream } from 'node:fs';
import { AstAnalyser } from '@nodesecure/js-x-ray';
import { analysePackage } from '../../../server/src/artifacts/analysis/analyse.js';
import { parseSource } from '../../../server/src/artifacts/analysis/code/package/parse.js';
import { decodeText } from '../../../server/src/artifacts/analysis/text/decode.js';
import type { PackageFile, PackageFiles } from '../../../server/src/artifacts/package-files.js';
import { readPackageArchive } from '../../../server/src/artifacts/read-package.js';

/** What is done with the files of a package, synchronously. */
export type Contender = (files: PackageFiles) => unknown;

const SOURCE = /\.[cm]?[jt]sx?$/i;
const DECLARATIONS = /\.d\.[cm]?ts$/i;

export const CONTENDERS = {
  ours: (files) => analysePackage(files),
  /** All JavaScript and TypeScript parsed, and nothing else. */
  parse: ({ files }) => {
    for (const file of files.filter(isSource)) attempt(() => parseSource(file.path, decodeText(file.bytes)));
  },
  /** It reads JavaScript only; what it cannot parse ends early. */
  'js-x-ray': ({ files }) => {
    for (const file of files.filter(isSource)) attempt(() => new AstAnalyser().analyse(decodeText(file.bytes)));
  },
} satisfies Readonly<Record<string, Contender>>;

export type ContenderName = keyof typeof CONTENDERS;

export function isSource({ path }: PackageFile): boolean {
  return SOURCE.test(path) && !DECLARATIONS.test(path);
}

export function filesIn(tarball: string): Promise<PackageFiles> {
  return readPackageArchive(createReadStream(tarball) as AsyncIterable<Buffer>);
}

function attempt(run: () => unknown): void {
  try {
    run();
  } catch {
    // Templates and tests of parsers: nobody can read them.
  }
}
