import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { absent, failed, ok, phrase, type Outcome } from '../../../model/index.js';
import type { Http } from '../../../platform/http.js';
import { failureFrom } from '../http-outcome.js';
import { MAX_RECORD_BYTES } from './osv-export.js';

/** Where an export is, with its parts below: `all.zip`, `modified_id.csv`, `ID.json`. */
export interface ExportPlace {
  /** For the reader: the address or path as given. */
  readonly shown: string;
  readonly isRemote: boolean;
  /** Fetches one part (or, for '', the place itself) into a file of ours, or tells where it lies already. */
  file(part: string, signal: AbortSignal): Promise<Outcome<string>>;
  /** One small part. */
  bytes(part: string, signal: AbortSignal): Promise<Outcome<Buffer>>;
  /** Removes what was fetched. */
  close(): Promise<void>;
}

/** OSV's whole export of npm has some 300 MB. */
const MAX_DOWNLOAD_BYTES = 4 * 1024 * 1024 * 1024;

export interface PlaceOptions {
  readonly http: Http;
  readonly now: () => number;
  /** What is fetched lies in a folder of its own in here meanwhile. */
  readonly temporaryFolder: string;
}

export async function openPlace(from: string, options: PlaceOptions): Promise<ExportPlace> {
  const isAddress = /^https?:\/\//i.test(from) && URL.canParse(from);
  return isAddress ? await remotePlace(from, options) : localPlace(path.resolve(from), options);
}

function localPlace(place: string, { now }: PlaceOptions): ExportPlace {
  const partAt = (part: string): string => (part === '' ? place : path.join(place, part));
  return {
    shown: place,
    isRemote: false,
    async file(part) {
      const at = partAt(part);
      return stat(at).then(
        () => ok(at, now()),
        (error: unknown) => missing(error, at, now()),
      );
    },
    async bytes(part) {
      const at = partAt(part);
      return readFile(at).then(
        (bytes) => ok(bytes, now()),
        (error: unknown) => missing(error, at, now()),
      );
    },
    close: () => Promise.resolve(),
  };
}

function missing(error: unknown, at: string, now: number): Outcome<never> {
  const code = (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? absent(now)
    : failed('unsupported', phrase('{file} cannot be read ({code}).', { file: at, code }));
}

/** Statuses by which a server says that it has no such file. Lost access (403) must not look like records taken back. */
const GONE: readonly number[] = [404, 410];

async function remotePlace(from: string, { http, now, temporaryFolder }: PlaceOptions): Promise<ExportPlace> {
  const folder = await mkdtemp(path.join(temporaryFolder, 'download-'));
  const base = from.replace(/\/+$/, '');
  const { host } = new URL(base);
  const addressOf = (part: string): string => (part === '' ? base : `${base}/${encodeURIComponent(part)}`);
  const asked = async (part: string, signal: AbortSignal, saveTo?: string): Promise<Outcome<Buffer>> => {
    const maxBytes = saveTo === undefined ? MAX_RECORD_BYTES : MAX_DOWNLOAD_BYTES;
    const answer = await http.send({ url: addressOf(part), signal, maxBytes, ...(saveTo !== undefined && { saveTo }) });
    if (answer.status === 'answered' && answer.httpStatus === 200) return ok(answer.body, now());
    const isGone = answer.status === 'answered' && GONE.includes(answer.httpStatus);
    return isGone ? absent(now()) : failureFrom(answer, host);
  };
  return {
    shown: base,
    isRemote: true,
    async file(part, signal) {
      const target = path.join(folder, createHash('sha256').update(part).digest('hex').slice(0, 16));
      const answer = await asked(part, signal, target);
      return answer.status === 'ok' ? ok(target, now()) : answer;
    },
    bytes: (part, signal) => asked(part, signal),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
