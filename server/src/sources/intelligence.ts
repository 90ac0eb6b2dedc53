import { readFile, stat } from 'node:fs/promises';
import { failed, ok, phrase, type KnownRecords, type Outcome } from '../model/index.js';
import type { Source } from './source.js';
import {
  readIntelligence,
  type Intelligence,
  type IntelligenceProvider,
} from './support/intelligence/intelligence-reader.js';

import { layeredIntelligence } from './support/intelligence/layered-intelligence.js';
import { readAsset } from './support/intelligence-updates/asset-file.js';

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
    return failed('unsupported', phrase('The offline data cannot be used: its file is missing or cannot be read.'));
  }
}

/** Opens the asset when it is first asked for, and once. */
export function lazyIntelligence(from: string | Uint8Array): IntelligenceProvider {
  let opening: Promise<Outcome<Intelligence>> | undefined;
  return () => (opening ??= openIntelligence(from));
}

/** Offline data that can be replaced while a program runs. */
export interface RenewableIntelligence {
  readonly provide: IntelligenceProvider;
  /** Opens the user's own data anew where its file is another one by now; whether it is. Never rejects. */
  renew(): Promise<boolean>;
}

/**
 * What came with the program, below what the user has had compiled. Where that cannot be used, it is said once, and the
 * shipped data has to do.
 */
export function layeredProvider(
  shipped: IntelligenceProvider,
  ownFile: string | undefined,
  warn: (message: string) => void,
): RenewableIntelligence {
  let opening: Promise<Outcome<Intelligence>> | undefined;
  let state: string | undefined;
  const open = async (): Promise<Outcome<Intelligence>> => {
    const below = await shipped();
    const own = ownFile === undefined ? undefined : await readAsset(ownFile, 0);
    if (own?.status === 'failed') {
      warn(`${own.message} ${INSTEAD}`);
      // Whoever reads a verdict is to know that newer data was there, and could not be read.
      return below.status === 'ok' ? { ...below, stale: true } : below;
    }
    if (own?.status !== 'ok' || below.status !== 'ok') return own?.status === 'ok' ? own : below;
    const both = layeredIntelligence(own.value, below.value);
    return ok(both, both.asOf);
  };
  const openAt = async (at: string): Promise<Outcome<Intelligence>> => {
    state = at;
    return open();
  };
  return {
    provide: () => (opening ??= fileState(ownFile).then(openAt)),
    async renew() {
      if (opening === undefined) return false;
      await opening;
      const now = await fileState(ownFile);
      if (now === state) return false;
      const next = openAt(now);
      await next;
      opening = next;
      return true;
    },
  };
}

/** Equal texts: the file is the same. Whoever replaces one puts another in its place, with another number. */
async function fileState(file: string | undefined): Promise<string> {
  const found = file === undefined ? undefined : await stat(file).catch(() => undefined);
  return found === undefined ? 'none' : `${found.ino}/${found.size}/${found.mtimeMs}`;
}

const INSTEAD = 'What came with Package Risk is used; "package-risk intel update" fetches it anew.';

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
      return requests.map(({ name }) => answer(opened, name));
    },
  };
}

type Opened = Extract<Outcome<Intelligence>, { readonly status: 'ok' }>;

function answer({ value, stale }: Opened, name: string): Outcome<KnownRecords> {
  const told = { ...value.recordsOf(name), origin: value.title };
  return { status: 'ok', value: told, asOf: value.asOf, ...(stale === true && { stale }) };
}
