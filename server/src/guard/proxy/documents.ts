import type { Outcome } from '../../model/index.js';
import type { Http } from '../../platform/http.js';
import type { Clock } from '../../platform/clock.js';
import type { Registry } from '../../platform/npm/npm-config.js';
import { hiddenVersions, type Hidden, type RawDocument } from './hidden-versions.js';

export interface DocumentsOptions {
  readonly http: Http;
  readonly clock: Clock;
  readonly cooldownHours: number;
  readonly registryOf: (name: string) => Registry | Outcome<never>;
  /** Whether an address leads back to the proxy. */
  readonly isOwn: (url: string) => boolean;
  readonly malwareOf: (name: string) => Promise<(version: string) => string | undefined>;
}

export type FoundDocument =
  | { readonly status: 'ok'; readonly document: RawDocument; readonly hidden: Hidden; readonly isNews: boolean }
  | { readonly status: 'none'; readonly httpStatus: number; readonly message: string };

/** The registry's documents, judged. */
export interface Documents {
  of(name: string, signal: AbortSignal): Promise<FoundDocument>;
}

/** The largest documents seen have 25 MB. */
const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;
/** A document is asked for, and then a file of it: kept for that long, so that both get the same answer. */
const KEPT_MS = 60_000;
/** By the length of their texts: parsed, they take some times as much. */
const KEPT_BYTES = 32 * 1024 * 1024;

interface Kept {
  readonly found: FoundDocument;
  readonly until: number;
  readonly bytes: number;
}

export function createDocuments(options: DocumentsOptions): Documents {
  const { clock } = options;
  const kept = new Map<string, Kept>();
  const makeRoom = (): void => {
    let bytes = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const [name, one] of kept) {
      if (bytes <= KEPT_BYTES && one.until > clock()) continue;
      kept.delete(name);
      bytes -= one.bytes;
    }
  };
  return {
    async of(name, signal) {
      const known = kept.get(name);
      if (known !== undefined && known.until > clock()) return { ...known.found, isNews: false } as FoundDocument;
      const { found, bytes } = await ask(options, name, signal);
      if (found.status === 'ok') kept.set(name, { found, until: clock() + KEPT_MS, bytes });
      makeRoom();
      return found;
    },
  };
}

interface Answer {
  readonly found: FoundDocument;
  readonly bytes: number;
}

export const ASKS_ITSELF =
  'npm is configured for this proxy, so that it would ask itself: tell it by --registry where packages come from.';

const none = (httpStatus: number, message: string): Answer => ({
  found: { status: 'none', httpStatus, message },
  bytes: 0,
});

/** In full: what a registry sends to installers in short has no dates. */
async function ask(options: DocumentsOptions, name: string, signal: AbortSignal): Promise<Answer> {
  const { http, registryOf, clock, cooldownHours, malwareOf } = options;
  const registry = registryOf(name);
  if ('status' in registry) return none(404, `No registry is asked for ${name}.`);
  if (options.isOwn(registry.url)) return none(508, ASKS_ITSELF);
  const url = registry.url + name.replace('/', '%2f');
  const got = await http.send({ url, headers: { accept: 'application/json' }, signal, maxBytes: MAX_DOCUMENT_BYTES });
  if (got.status === 'failed') return none(502, got.message);
  if (got.httpStatus !== 200) return none(got.httpStatus, `${registry.host} has no ${name} (${got.httpStatus}).`);
  const document = documentOf(got.body.toString('utf8'));
  if (document === undefined) return none(502, `${registry.host} sent no registry document for ${name}.`);
  const malware = await malwareOf(name);
  const hidden = hiddenVersions(document, { malware, cooldownHours, now: clock() });
  return { found: { status: 'ok', document, hidden, isNews: true }, bytes: got.body.length };
}

function documentOf(text: string): RawDocument | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as RawDocument) : undefined;
  } catch {
    return undefined;
  }
}
