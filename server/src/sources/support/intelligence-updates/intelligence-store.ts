import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import {
  phrase,
  type IntelligenceChange,
  type IntelligenceInfo,
  type IntelligenceRequest,
  type IntelligenceStore,
} from '../../../model/index.js';
import { absent, failed, ok, type Outcome } from '../../../model/index.js';
import type { Http } from '../../../platform/http.js';
import type { Intelligence, IntelligenceProvider } from '../intelligence/intelligence-reader.js';
import { readAsset } from './asset-file.js';
import { addChanges } from './changed-export.js';
import { openPlace, type ExportPlace } from './export-place.js';
import { describe, type UpdateMachine } from './update-parts.js';
import { buildFrom } from './whole-export.js';

export interface IntelligenceStoreOptions extends UpdateMachine {
  readonly shipped: IntelligenceProvider;
  /** Where the user's own asset lies; undefined where there is no place for it. */
  readonly file: string | undefined;
  readonly http: Http;
}

const NO_PLACE = failed('unsupported', phrase('There is no folder for the data: the user has no home.'));

/** The user's own offline data, above what came with the program. */
export function createIntelligenceStore(options: IntelligenceStoreOptions): IntelligenceStore {
  const { file, clock } = options;
  const own = async (): Promise<Outcome<Intelligence>> =>
    file === undefined ? absent(clock()) : readAsset(file, clock());
  return {
    async status() {
      return { shipped: infoOf(await options.shipped()), updated: infoOf(await own()), file };
    },
    async build(request, to = file) {
      if (to === undefined) return NO_PLACE;
      return atPlace(request, to, options, (place) => buildFrom(place, to, request, options));
    },
    async update(request) {
      if (file === undefined) return NO_PLACE;
      const before = await own();
      return atPlace(request, file, options, async (place) => {
        const change =
          before.status === 'ok' ? await addChanges(before.value, place, file, request, options) : undefined;
        return change ?? buildFrom(place, file, request, options);
      });
    },
  };
}

function infoOf(opened: Outcome<Intelligence>): Outcome<IntelligenceInfo> {
  return opened.status === 'ok' ? ok(describe(opened.value), opened.asOf) : opened;
}

/** Opens a place for as long as something is done with it. */
async function atPlace(
  { from, signal }: IntelligenceRequest,
  target: string,
  { http, clock }: IntelligenceStoreOptions,
  act: (place: ExportPlace) => Promise<Outcome<IntelligenceChange>>,
): Promise<Outcome<IntelligenceChange>> {
  const temporaryFolder = path.dirname(target);
  let place: ExportPlace | undefined;
  try {
    await mkdir(temporaryFolder, { recursive: true });
    place = await openPlace(from, { http, now: clock, temporaryFolder });
    return await act(place);
  } catch (error) {
    signal.throwIfAborted();
    return failed(
      'malformed',
      phrase('{place} cannot be used: {problem}', { place: place?.shown ?? from, problem: sentence(error) }),
    );
  } finally {
    await place?.close();
  }
}

function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.endsWith('.') ? message : `${message}.`;
}
