import { startLocalServer, type Answer, type LocalServer, type LocalServerOptions } from './local-server.js';

/** OpenSSF Scorecard's interface on this machine: `GET /projects/{platform}/{org}/{repo}`, by `github.com/owner/repository`. */
export async function startScorecard(
  results: Readonly<Record<string, object>>,
  options: LocalServerOptions = {},
): Promise<LocalServer> {
  return startLocalServer(({ method, path }) => {
    const [, platform, owner, repository] = /^\/projects\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
    if (method !== 'GET' || platform === undefined)
      return json(404, { code: 404, message: `path ${path} was not found` });
    const id = [platform, owner, repository].map((part) => decodeURIComponent(part ?? '')).join('/');
    const result = results[id];
    return result === undefined ? { status: 404 } : json(200, result);
  }, options);
}

/** A result as the service gives it. */
export function scorecardResult(
  repository: string,
  score: number,
  checks: readonly (readonly [name: string, score: number, reason?: string])[] = [],
): object {
  return {
    date: '2026-05-25T00:00:00Z',
    repo: { name: repository, commit: '2d8b7c7a5a1c5c1d1a0d0d3a1c8b8b2f4f6e9a10' },
    scorecard: { version: 'v5.3.0', commit: '7e0f6a3c2a1b4c5d6e7f8091a2b3c4d5e6f70819' },
    score,
    checks: checks.map(([name, each, reason = 'as it is']) => ({
      ...{ name, score: each, reason, details: ['Info: as it is'] },
      documentation: { url: `https://docs.invalid/${name}`, short: 'What it asks for.' },
    })),
  };
}

function json(status: number, body: object): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
