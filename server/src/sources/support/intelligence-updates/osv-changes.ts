import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { isOsvId } from '../osv/osv-record.js';

/** What has changed in an export since. */
export interface OsvChanges {
  readonly ids: ReadonlySet<string>;
  /** The newest change, as the publisher writes the moment. */
  readonly through: string;
}

/**
 * Reads OSV's list of changes: lines of `moment,id`, the newest first, until it comes to what is known already. Those of
 * the very moment are told again, as more can have come in it.
 *
 * @param since the moment until which all is known
 * @returns undefined where the list is none
 */
export async function changesSince(listFile: string, since: string): Promise<OsvChanges | undefined> {
  const known = Date.parse(since);
  const ids = new Set<string>();
  let through: string | undefined;
  const input = createReadStream(listFile, 'utf8');
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      if (line === '') continue;
      const [moment = '', id, ...more] = line.split(',');
      const at = Date.parse(moment);
      if (Number.isNaN(at) || !isOsvId(id) || more.length > 0) return undefined;
      through ??= moment;
      if (at < known) break;
      ids.add(id);
    }
  } finally {
    input.destroy();
  }
  return through === undefined ? undefined : { ids, through };
}
