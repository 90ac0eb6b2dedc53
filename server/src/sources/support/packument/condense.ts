import { bufferOver, ownBytes } from '../../../platform/buffer-over.js';
import { HandedOver, type CalledThread, type Handlers } from '../../../platform/threads/calls.js';
import { createTurns, type Turns } from '../../../platform/turns.js';
import { encodePackument } from './packument-codec.js';
import { parsePackument } from './packument-json.js';
import { readPackument } from './packument-reader.js';

/** Whose document it is. */
export interface DocumentOrigin {
  readonly name: string;
  /** For the reader, without credentials. */
  readonly registryHost: string;
  /** It is the one that npm uses where nothing is configured. */
  readonly isPublicRegistry: boolean;
  /** When somebody was last told that there is no such package, in milliseconds since the epoch. */
  readonly seenAbsentAt?: number;
}

/** Makes of a registry's document the bytes that are kept of it; undefined where it is no document of this name. */
export type Condense = (body: Buffer, origin: DocumentOrigin) => Promise<Uint8Array | undefined>;

/** On this thread, in turns. */
export function condenseHere(turns: Turns): Condense {
  return async (body, { name, registryHost, isPublicRegistry, seenAbsentAt }) => {
    const json = await parsePackument(body, turns);
    const packument = await turns.run(() => readPackument(json, name, registryHost, isPublicRegistry));
    if (packument === undefined) return undefined;
    return turns.run(() => encodePackument(seenAbsentAt === undefined ? packument : { ...packument, seenAbsentAt }));
  };
}

interface Asked extends DocumentOrigin {
  readonly body: Uint8Array;
}

/** What the thread does. */
export function serveCondense(): Handlers {
  const condense = condenseHere(createTurns());
  return {
    condense: async ({ body, ...origin }: Asked) => {
      const bytes = await condense(bufferOver(body), origin);
      const own = bytes && ownBytes(bytes);
      return own && new HandedOver(own, [own.buffer]);
    },
  };
}

/**
 * In a thread: of a document of some hundred kilobytes some are kept, and parsing it would hold up who types. Without the thread,
 * `here`. The body is gone afterwards; rejects where it is gone and the thread as well.
 */
export function condenseInThread(thread: CalledThread, here: Condense): Condense {
  return async (body, origin) => {
    try {
      return (await thread.call('condense', { body, ...origin } satisfies Asked, wholeBuffer(body))) as
        Uint8Array | undefined;
    } catch (error) {
      if (body.buffer.byteLength === 0) throw error;
      return here(body, origin);
    }
  };
}

/** What lies alone in its memory need not be copied. */
function wholeBuffer({ buffer, byteLength }: Buffer): readonly ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}
