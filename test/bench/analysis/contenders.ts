import { createReadStream } from 'node:fs';
import { AstAnalyser } from '@nodesecure/js-x-ray';
import { analysePackage } from '../../../server/src/artifacts/analysis/analyse.js';
import { parseSource } from '../../../server/src/artifacts/analysis/code/package/parse.js';
import { decodeText } from '../../../server/src/artifacts/analysis/text/decode.js';
import type { PackageFile, PackageFiles } from '../../../server/src/artifacts/package-files.js';
import { readPackageArchive } from '../../../server/src/artifacts/read-package.js';
import type { ArtifactFacts } from '../../../server/src/model/index.js';

/** What is done with the files of a package, synchronously; ours gives what it found. */
export type Contender = (files: PackageFiles) => ArtifactFacts | undefined;

const SOURCE = /\.[cm]?[jt]sx?$/i;
const DECLARATIONS = /\.d\.[cm]?ts$/i;

export const CONTENDERS = {
  ours: (files) => analysePackage(files),
  /** The same, where no file is left out for what it cannot do. */
  ungated: (files) => analysePackage(files, { gate: false }),
  /** All JavaScript and TypeScript parsed, and nothing else. */
  parse: ({ files }) => {
    for (const file of files.filter(isSource)) attempt(() => parseSource(file.path, decodeText(file.bytes)));
    return undefined;
  },
  /** It reads JavaScript only; what it cannot parse ends early. */
  'js-x-ray': ({ files }) => {
    for (const file of files.filter(isSource)) attempt(() => new AstAnalyser().analyse(decodeText(file.bytes)));
    return undefined;
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
