import { readFile } from 'node:fs/promises';
import { failed, ok, type KnownRecords, type Outcome } from '../model/index.js';
import type { Source } from './source.js';
import {
  readIntelligence,
  type Intelligence,
  type IntelligenceProvider,
} from './support/intelligence/intelligence-reader.js';

export type { IntelligenceProvider } from './support/intelligence/intelligence-reader.js';

/**
 * Opens the asset at a path, or in memory. Fails, and never rejects: `unsupported` where there is no file or a format
 * that this version does not know, `malformed` where it is damaged.
 */
export async function openIntelligence(from: string | Uint8Array): Promise<Outcome<Intelligence>> {
  if (typeof from !== 'string') return readIntelligence(from);
  try {
    return readIntelligence(await readFile(from));
  } catch {
    return failed('unsupported', 'The offline data cannot be used: its file is missing or cannot be read.');
  }
}

/** Opens the asset when it is first asked for, and once. */
export function lazyIntelligence(from: string | Uint8Array): IntelligenceProvider {
  let opening: Promise<Outcome<Intelligence>> | undefined;
  return () => (opening ??= openIntelligence(from));
}

/** Look-ups take microseconds, so the batch only bounds how long the thread is kept. */
const BATCH_SIZE = 1000;

/** Known malware and advisories without any request. A name without records is an answer: two empty lists. */
export function createIntelligenceSource(provider: IntelligenceProvider): Source<'intelligence'> {
  return {
    question: 'intelligence',
    batchSize: BATCH_SIZE,
    // The asset in memory does not change while the process runs.
    maxAgeMs: Number.POSITIVE_INFINITY,
    key: ({ name }) => name,
    async lookUp(requests, { signal }) {
      const opened = await provider();
      signal.throwIfAborted();
      if (opened.status !== 'ok') return requests.map(() => opened);
      return requests.map(({ name }) => answer(opened.value, name));
    },
  };
}

function answer(intelligence: Intelligence, name: string): Outcome<KnownRecords> {
  return ok({ ...intelligence.recordsOf(name), origin: intelligence.title }, intelligence.asOf);
}
