import { startLocalServer, type Answer, type LocalServer, type LocalServerOptions } from './local-server.js';

const MAX_NAMES = 128;
const WEEK = { start: '2026-05-23', end: '2026-05-29' };

/** npm's download counts on this machine: one name alone, or up to 128 unscoped ones with commas between them. */
export async function startDownloads(
  counts: Readonly<Record<string, number>>,
  options: LocalServerOptions = {},
): Promise<LocalServer> {
  return startLocalServer(({ path }) => {
    const asked = /^\/downloads\/point\/last-week\/(.+)$/.exec(path)?.[1];
    if (asked === undefined) return json(404, { error: 'not found' });
    const names = asked.split(',').map(decodeURIComponent);
    if (names.length > MAX_NAMES) return json(400, { error: 'too many packages' });
    if (names.length > 1 && names.some((name) => name.startsWith('@'))) {
      return json(400, { error: 'bulk lookups do not yet support scoped packages' });
    }
    const entry = (name: string): object | null =>
      Object.hasOwn(counts, name) ? { downloads: counts[name], ...WEEK, package: name } : null;
    const [only = ''] = names;
    if (names.length > 1) return json(200, Object.fromEntries(names.map((name) => [name, entry(name)])));
    return entry(only) === null ? json(404, { error: `package ${only} not found` }) : json(200, entry(only) ?? {});
  }, options);
}

function json(status: number, body: object): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
