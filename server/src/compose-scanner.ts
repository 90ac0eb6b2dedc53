import { createReadStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { nameInArchive, nameInManifest } from './artifacts/archive-name.js';
import { createArtifactReader } from './artifacts/tarballs.js';
import { createWorkerPool } from './artifacts/worker-pool.js';
import type { ScanPlace } from './cli/io.js';
import type { Environment } from './compose-environment.js';
import { createScanner } from './engine/package-scanner.js';
import type { Scanner } from './engine/scanner.js';
import { failed, ok, type Outcome, type Packument, type Settings } from './model/index.js';
import type { Files } from './platform/files.js';
import { pathKind } from './platform/local-files.js';
import { createNpmConfigLoader } from './platform/npm/npm-config-loader.js';
import { RULES } from './rules/index.js';
import { createScorer } from './scoring/weighted-scorer.js';
import { objectOf, parseJson, textOf } from './sources/support/json.js';
import { readPackument } from './sources/support/packument/packument-reader.js';

const MS_PER_SECOND = 1000;

/** The slowest of the much-used packages takes some seconds on one slow core; what takes this long is made to. */
const DEADLINE_MS = 60 * MS_PER_SECOND;

/** Enough for the largest of the much-used packages; what needs more is analysed once more, with more. */
const HEAP_MEGABYTES = 320;
const LARGE_HEAP_MEGABYTES = 2048;

/** npm allows 214 characters. */
const MAX_NAME_LENGTH = 214;

/** A scanner with a thread for each processor. */
export async function composeScanner(environment: Environment, settings: Settings, place: ScanPlace): Promise<Scanner> {
  const { files, clock, network, variables, assetsFolder } = environment;
  const config = await createNpmConfigLoader(variables, network.registry)(place.folder, place.trusted);
  const size = availableParallelism();
  return createScanner({
    analyser: createWorkerPool({
      program: path.join(assetsFolder, 'analysis-worker.cjs'),
      size,
      deadlineMs: DEADLINE_MS,
      heapMegabytes: HEAP_MEGABYTES,
      largeHeapMegabytes: LARGE_HEAP_MEGABYTES,
      clock,
    }),
    reader: createArtifactReader({
      config,
      network,
      clock,
      offline: settings.offline,
      concurrency: settings['network.concurrency'],
      timeoutMs: settings['network.timeoutSeconds'] * MS_PER_SECOND,
      random: Math.random,
    }),
    kindOf: pathKind,
    nameOf: (place, kind) => nameIn(place, kind, files),
    readPackument: (file, name) => packumentIn(file, name, files),
    rules: RULES,
    scorer: createScorer(),
    clock,
    cooldownHours: settings.cooldownHours,
    concurrency: size,
  });
}

async function nameIn(place: string, kind: 'file' | 'folder', files: Files): Promise<string | undefined> {
  if (kind === 'file') return nameInArchive(createReadStream(place) as AsyncIterable<Buffer>);
  const text = await files.read(path.join(place, 'package.json'));
  return text.status === 'ok' ? nameInManifest(text.value) : undefined;
}

async function packumentIn(file: string, name: string, files: Files): Promise<Outcome<Packument>> {
  const text = await files.read(file);
  if (text.status === 'absent') return failed('unsupported', `${file} does not exist.`);
  if (text.status !== 'ok') return text;
  // Whoever names the file means this package. That the two have different names is then a finding.
  const json = objectOf(parseJson(text.value));
  const packument = readPackument(json, textOf(json?.name, MAX_NAME_LENGTH) ?? name, 'a file');
  return packument === undefined ? failed('malformed', `${file} is no registry document.`) : ok(packument, text.asOf);
}
