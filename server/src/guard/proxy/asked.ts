/** What a request to the proxy is about. */
export type Asked =
  | { readonly kind: 'document'; readonly name: string }
  | { readonly kind: 'file'; readonly name: string; readonly file: string }
  | { readonly kind: 'advisories'; readonly path: string }
  | { readonly kind: 'ping' }
  | { readonly kind: 'nothing' };

const ADVISORIES: readonly string[] = ['/-/npm/v1/security/advisories/bulk', '/-/npm/v1/security/audits/quick'];
const READS: readonly string[] = ['GET', 'HEAD'];

/** Reads documents and package files, and asks about advisories; whatever would write is nothing. */
export function askedBy(method: string, url: string): Asked {
  const path = url.split(/[?#]/)[0] ?? '';
  if (method === 'POST') return ADVISORIES.includes(path) ? { kind: 'advisories', path } : { kind: 'nothing' };
  if (!READS.includes(method)) return { kind: 'nothing' };
  if (path === '/-/ping' || path === '/') return { kind: 'ping' };
  return packageAsked(path);
}

const NAME_AND_REST = /^\/((?:@[^/]+\/)?[^/@-][^/]*)(?:\/-\/([^/]+))?$/;

function packageAsked(path: string): Asked {
  const [, name, file] = NAME_AND_REST.exec(decoded(path) ?? '') ?? [];
  if (name === undefined) return { kind: 'nothing' };
  return file === undefined ? { kind: 'document', name } : { kind: 'file', name, file };
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
