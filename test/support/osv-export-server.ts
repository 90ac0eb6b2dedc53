import { startLocalServer, type LocalServer } from './local-server.js';
import { zipOf } from './zip-writer.js';

/** As much of an OSV record as an export's tests need. */
export interface ExportedRecord {
  readonly id: string;
  readonly modified: string;
  readonly withdrawn?: string;
  readonly [field: string]: unknown;
}

export interface OsvExportServer extends LocalServer {
  /** Adds records, or puts them in the place of those of the same id. */
  publish(...records: readonly ExportedRecord[]): void;
  /** Removes a record, whose change is still listed. */
  remove(id: string, at: string): void;
}

/** OSV's bucket of one ecosystem: `all.zip`, `modified_id.csv` and `ID.json` below `/npm`. */
export async function startOsvExport(...records: readonly ExportedRecord[]): Promise<OsvExportServer> {
  const current = new Map(records.map((record) => [record.id, record]));
  const changes = new Map(records.map(({ id, modified }) => [id, modified]));
  const server = await startLocalServer(({ path }) => {
    if (path === '/npm/all.zip')
      return { status: 200, body: zipOf([...current.values()].map((one) => [`${one.id}.json`, JSON.stringify(one)])) };
    if (path === '/npm/modified_id.csv') return { status: 200, body: listOf(changes) };
    const record = current.get(decodeURIComponent(/^\/npm\/(.+)\.json$/.exec(path)?.[1] ?? ''));
    return record === undefined ? { status: 404, body: 'NoSuchKey' } : { status: 200, body: JSON.stringify(record) };
  });
  return {
    ...server,
    publish(...more) {
      for (const record of more) {
        current.set(record.id, record);
        changes.set(record.id, record.modified);
      }
    },
    remove(id, at) {
      current.delete(id);
      changes.set(id, at);
    },
  };
}

/** The newest first. */
function listOf(changes: ReadonlyMap<string, string>): string {
  return [...changes]
    .sort(([, a], [, b]) => Date.parse(b) - Date.parse(a))
    .map(([id, moment]) => `${moment},${id}\n`)
    .join('');
}

/** A record of malware: every version of a name, or some. */
export function malwareRecord(
  id: string,
  name: string,
  modified: string,
  versions?: readonly string[],
): ExportedRecord {
  const affected =
    versions === undefined ? { ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }] } : { versions };
  return {
    id,
    modified,
    schema_version: '1.7.0',
    summary: `Malicious code in ${name} (npm)`,
    affected: [{ package: { ecosystem: 'npm', name }, ...affected }],
  };
}

export function advisoryRecord(id: string, name: string, modified: string, fixed: string): ExportedRecord {
  return {
    id,
    modified,
    schema_version: '1.7.0',
    summary: `A flaw of ${name}`,
    aliases: [`CVE-2026-${id.length}${name.length}00`],
    affected: [
      {
        package: { ecosystem: 'npm', name },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed }] }],
      },
    ],
    database_specific: { severity: 'HIGH' },
  };
}
