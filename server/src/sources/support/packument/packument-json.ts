import { isEnd, isObject, jsonMembers, parseMember } from '../json-members.js';
import type { JsonMember } from '../json-members.js';
import { bareRecord, objectOf, parseJson } from '../json.js';
import type { JsonObject } from '../json.js';
import type { Turns } from '../../../platform/turns.js';
import { VERSION_FIELDS } from './version-reader.js';

/** `JSON.parse` needs some 5 ms for this on a slow machine. */
const SMALL_BYTES = 512 * 1024;
/** How much is parsed before others get their turn. */
const SLICE_BYTES = 512 * 1024;
/** Up to 64 kB of Markdown that nobody here reads. */
const UNREAD_FIELDS: readonly string[] = ['readme', '_attachments'];

/**
 * The JSON of a registry's document, as far as it is used; undefined where it is not JSON.
 *
 * Documents reach 25 MB, which `JSON.parse` would hold up everything else for half a second. Large ones are parsed a
 * version at a time, with a pause every now and then, and of each version only the fields that are read are kept.
 */
export async function parsePackument(body: Buffer, turns: Turns): Promise<unknown> {
  if (body.length <= SMALL_BYTES) return turns.run(() => parseJson(body.toString('utf8')));
  try {
    return await parseInSlices(body, turns);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function parseInSlices(body: Buffer, turns: Turns): Promise<JsonObject | undefined> {
  const document = bareRecord<unknown>();
  const members = jsonMembers(body, 0);
  let next = members.next();
  for (; next.done !== true; next = members.next()) {
    const { key } = next.value;
    if (UNREAD_FIELDS.includes(key)) continue;
    const inSlices = key === 'versions' && isObject(body, next.value);
    document[key] = inSlices ? await parseVersions(body, next.value, turns) : parseMember(body, next.value);
    await turns.breathe();
  }
  return isEnd(body, next.value) ? document : undefined;
}

async function parseVersions(body: Buffer, { start }: JsonMember, turns: Turns): Promise<JsonObject> {
  const versions = bareRecord<unknown>();
  let pausedAt = start;
  for (const member of jsonMembers(body, start)) {
    versions[member.key] = usedFields(parseMember(body, member));
    if (member.end - pausedAt < SLICE_BYTES) continue;
    pausedAt = member.end;
    await turns.breathe();
  }
  return versions;
}

/** Half of a manifest is about developing it: thousands of versions of that would fill the memory. */
function usedFields(manifest: unknown): unknown {
  const object = objectOf(manifest);
  if (object === undefined) return manifest;
  const used: Record<string, unknown> = {};
  for (const field of VERSION_FIELDS) if (Object.hasOwn(object, field)) used[field] = object[field];
  return used;
}
