import { sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { ArtifactFacts } from '../../../model/index.js';
import { objectOf, parseJson } from '../json.js';
import type { TeamWriter, TrustedWriters } from './team-keys.js';

/** Facts as they are shared. */
export interface SharedEntry {
  readonly facts: ArtifactFacts;
  /** When they were found, in milliseconds since the epoch. */
  readonly asOf: number;
  /** Id of the key of whoever wrote them. */
  readonly writer: string;
}

/** `foreign`: signed by nobody who is trusted, for another key, or not as it was signed. */
export type EntryReading = SharedEntry | 'foreign';

/** Goes up with each change of what is signed or how; others are read by nobody. */
const FORMAT = 1;
/** Told apart from everything else that the same key may sign. */
const PURPOSE = 'package-risk team facts';
/** The largest of the much-used packages has facts of less than a tenth of this. */
const MAX_ENTRY_LENGTH = 4 * 1024 * 1024;
const MAX_FACTS_LENGTH = 32 * 1024 * 1024;

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** @param key what the entry will be found by: it is signed too, so that no entry can stand in another's place. */
export async function writeEntry(
  key: string,
  { facts, asOf }: Pick<SharedEntry, 'facts' | 'asOf'>,
  { id, privateKey }: TeamWriter,
): Promise<string> {
  const packed = (await deflate(JSON.stringify(facts))).toString('base64');
  const signature = sign(null, signedBytes(key, asOf, id, packed), privateKey).toString('base64');
  return JSON.stringify({ format: FORMAT, writer: id, asOf, facts: packed, signature });
}

/** Nothing of the facts is unpacked or read before the signature over all of it was found to hold. */
export async function readEntry(key: string, text: string, trusted: TrustedWriters): Promise<EntryReading> {
  const entry = text.length > MAX_ENTRY_LENGTH ? undefined : writtenEntry(text);
  const publicKey = entry && trusted.get(entry.writer);
  if (entry === undefined || publicKey === undefined) return 'foreign';
  const { writer, asOf, facts, signature } = entry;
  const holds = verify(null, signedBytes(key, asOf, writer, facts), publicKey, Buffer.from(signature, 'base64'));
  const unpacked = holds ? await unpack(facts) : undefined;
  return unpacked === undefined ? 'foreign' : { facts: unpacked, asOf, writer };
}

/** An entry as it stands in the store. */
interface WrittenEntry {
  readonly writer: string;
  readonly asOf: number;
  /** JSON, deflated, base64. */
  readonly facts: string;
  /** Base64. */
  readonly signature: string;
}

function writtenEntry(text: string): WrittenEntry | undefined {
  const { format, writer, asOf, facts, signature } = objectOf(parseJson(text)) ?? {};
  if (format !== FORMAT || typeof writer !== 'string' || typeof asOf !== 'number') return undefined;
  return typeof facts === 'string' && typeof signature === 'string' ? { writer, asOf, facts, signature } : undefined;
}

function signedBytes(key: string, asOf: number, writer: string, packed: string): Buffer {
  return Buffer.from(JSON.stringify([PURPOSE, FORMAT, key, asOf, writer, packed]));
}

async function unpack(packed: string): Promise<ArtifactFacts | undefined> {
  try {
    const text = await inflate(Buffer.from(packed, 'base64'), { maxOutputLength: MAX_FACTS_LENGTH });
    return factsOf(parseJson(text.toString('utf8')));
  } catch {
    return undefined;
  }
}

/** What the same version of the analyser has written has its shape. */
export function factsOf(value: unknown): ArtifactFacts | undefined {
  const facts = objectOf(value);
  const whole = facts !== undefined && Array.isArray(facts.behaviours) && Array.isArray(facts.flows);
  return whole ? (facts as unknown as ArtifactFacts) : undefined;
}
