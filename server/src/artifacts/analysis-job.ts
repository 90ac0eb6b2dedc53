import { createReadStream } from 'node:fs';
import {
  phrase,
  toldAs,
  type ArtifactFacts,
  type FailureReason,
  type RepositoryFacts,
  type Said,
  type Words,
} from '../model/index.js';
import { analysePackage } from './analysis/analyse.js';
import { analyseRepository } from './analysis/repository/analyse-repository.js';
import { ArtifactError } from './artifact-error.js';
import type { AnalysisTask, PackageSource, RepositorySource } from './package-analyser.js';
import type { PackageFiles } from './package-files.js';
import { readPackageArchive, readPackageFolder } from './read-package.js';
import { realFolder, repositoryTree } from './repository-tree.js';

/** What becomes of one task, as it is sent from one thread or process to another. */
export type AnalysisResult =
  | { readonly facts: ArtifactFacts | RepositoryFacts }
  /** A whole sentence: `The package file is damaged (Z_DATA_ERROR).` */
  | ({ readonly reason: FailureReason } & Said);

/** Reads and analyses one package or repository, here and now. Never rejects. */
export async function runAnalysisJob(source: AnalysisTask): Promise<AnalysisResult> {
  try {
    if (source.kind === 'repository') return { facts: factsOfRepository(source) };
    return { facts: analysePackage(await filesOf(source)) };
  } catch (error) {
    return failureOf(error, source);
  }
}

/** Where there is no such folder any more, there is nothing in it that would run. */
function factsOfRepository({ path: folder, depth }: RepositorySource): RepositoryFacts {
  const root = realFolder(folder);
  if (root === undefined) return { hooks: [], incomplete: [] };
  const start = performance.now();
  const mayGoOn = (share: number): boolean => depth === 'code' && performance.now() - start < share * CODE_MS;
  return analyseRepository(repositoryTree(root), mayGoOn);
}

/** For interpreting what hooks start, before the rest is only read: well within what a thread may take. */
const CODE_MS = 12_000;

function filesOf(source: PackageSource): Promise<PackageFiles> | PackageFiles {
  switch (source.kind) {
    case 'folder':
      return readPackageFolder(source.path);
    case 'archive':
      return readPackageArchive(createReadStream(source.path) as AsyncIterable<Buffer>);
    case 'bytes':
      return readPackageArchive(inPieces(source.bytes));
  }
}

/** What zlib takes at once; one large write would be unpacked into memory as a whole before anybody could stop it. */
const PIECE_BYTES = 64 * 1024;

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    await Promise.resolve();
    yield bytes.subarray(at, at + PIECE_BYTES);
  }
}

function failureOf(error: unknown, { kind }: AnalysisTask): AnalysisResult {
  const isFolder = kind === 'folder' || kind === 'repository';
  if (error instanceof ArtifactError) return { reason: error.reason, ...toldAs(aboutFile(isFolder, error.words)) };
  const { code } = error as { readonly code?: unknown };
  if (typeof code !== 'string') {
    return { reason: 'malformed', ...toldAs(phrase('The analysis failed: {problem}', { problem: String(error) })) };
  }
  return code.startsWith('Z_')
    ? { reason: 'malformed', ...toldAs(aboutFile(isFolder, phrase('is damaged ({code})', { code }))) }
    : { reason: 'unsupported', ...toldAs(aboutFile(isFolder, phrase('cannot be read ({code})', { code }))) };
}

function aboutFile(isFolder: boolean, problem: Words): Words {
  return isFolder ? phrase('The folder {problem}.', { problem }) : phrase('The package file {problem}.', { problem });
}
