import fetchFromRegistry from 'npm-registry-fetch';
import type { NpmConfiguration } from './npm-configuration.js';

/** What a request to one URL may carry. */
export interface Credentials {
  readonly any: boolean;
  /** Value of the `authorization` header. */
  readonly authorization?: string;
  /** PEM texts for a client certificate. */
  readonly cert?: string;
  readonly key?: string;
}

/** npm's own reading of `//host/path/:_authToken` and its kin; not in the published types. */
interface AuthReader {
  getAuth(
    url: string,
    options: Readonly<Record<string, string>>,
  ): { token: string | null; auth: string | null; cert: string | null; key: string | null };
}

/**
 * The credentials that the configuration binds to this very host, port and path.
 *
 * npm goes further and lends a registry's credentials to every path on its host; we ask only below the registry's
 * own URL, so the strict reading is enough (which is why no `registry` is handed on).
 */
export function credentialsFor(config: NpmConfiguration, url: URL): Credentials {
  const found = readBound(url, { ...config.options, registry: '' });
  const { cert: anyCert, key: anyKey } = config.options;
  const unbound = (anyCert ?? anyKey) !== undefined && isRegistryOrigin(config, url) ? config.options : {};
  const cert = found.cert ?? unbound.cert;
  const key = found.key ?? unbound.key;
  const authorization = authorizationOf(found);
  return { any: authorization !== undefined || cert !== undefined, authorization, cert, key };
}

/** A client certificate's file can be unreadable; then there is none to show. */
function readBound(url: URL, options: Readonly<Record<string, string>>): ReturnType<AuthReader['getAuth']> {
  try {
    return (fetchFromRegistry as unknown as AuthReader).getAuth(url.href, options);
  } catch {
    return { token: null, auth: null, cert: null, key: null };
  }
}

function authorizationOf({ token, auth }: { token: string | null; auth: string | null }): string | undefined {
  if (token !== null) return `Bearer ${token}`;
  return auth === null ? undefined : `Basic ${auth}`;
}

/** `cert` and `key` name no host. They are meant for the registries, so only those are shown them. */
function isRegistryOrigin(config: NpmConfiguration, url: URL): boolean {
  const registries = Object.entries(config.options).filter(([key]) => key === 'registry' || key.endsWith(':registry'));
  return [config.override, ...registries.map(([, value]) => value)].some(
    (value) => value !== undefined && URL.canParse(value) && new URL(value).origin === url.origin,
  );
}
