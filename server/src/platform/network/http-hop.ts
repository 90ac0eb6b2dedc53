import fetchWithAgent from 'make-fetch-happen';
import { credentialsFor } from '../npm/credentials.js';
import { isStrict, trustedCertificates } from './certificates.js';
import type { NpmConfiguration } from '../npm/npm-configuration.js';
import { proxyFor, proxyRules } from './proxy-rules.js';
import type { EditorNetwork } from './proxy-rules.js';
import { createTlsOptions } from './tls-options.js';

/** One request to one URL. */
export interface Hop {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal: AbortSignal;
  /** False: no credentials, even where the configuration has some for the URL. */
  readonly mayAuthorize: boolean;
}

/** The answer to it, its body unread and still compressed. */
export interface HopResponse {
  readonly status: number;
  readonly headers: {
    get(name: string): string | null;
    forEach(visit: (value: string, name: string) => void): void;
  };
  readonly body: AsyncIterable<Buffer> & { resume(): unknown };
}

/** As much of make-fetch-happen as is used; its published types know neither `signal` nor its streams. */
type Fetch = (url: string, options: Readonly<Record<string, unknown>>) => Promise<HopResponse>;

/**
 * Sends single requests with npm's own agent. Redirects are not followed here: the library keeps `authorization` for
 * every port and protocol of a host, and a client certificate for every host.
 *
 * @param maxSockets connections a host.
 */
export function createHops(
  config: NpmConfiguration,
  editor: EditorNetwork,
  maxSockets: number,
): (hop: Hop) => Promise<HopResponse> {
  const rules = proxyRules(config, editor);
  // All that this machine trusts takes a twentieth of a second to read, which whoever opens a file would wait for.
  let tlsOptions: ReturnType<typeof createTlsOptions> | undefined;
  const tls: ReturnType<typeof createTlsOptions> = (client) =>
    (tlsOptions ??= createTlsOptions(trustedCertificates(config, editor)))(client);
  const shared = {
    strictSSL: isStrict(config, editor),
    localAddress: config.explicit.localAddress,
    maxSockets,
    cache: 'no-store',
    redirect: 'manual',
    retry: { retries: 0 },
    compress: false,
  };
  const userAgent = userAgentOf(config);
  return (hop) => {
    const { authorization, cert, key } = hop.mayAuthorize ? credentialsFor(config, hop.url) : {};
    const proxy = proxyFor(hop.url, rules);
    return (fetchWithAgent as unknown as Fetch)(hop.url.href, {
      ...shared,
      method: hop.method,
      body: hop.body,
      signal: hop.signal,
      ...(hop.url.protocol === 'https:' ? tls({ cert, key }) : {}),
      proxy,
      // Left to itself the library looks for a proxy in this process's environment variables.
      noProxy: proxy === undefined ? [hop.url.hostname] : [],
      headers: {
        'user-agent': userAgent,
        'accept-encoding': 'gzip',
        ...hop.headers,
        ...(authorization === undefined ? {} : { authorization }),
      },
    });
  };
}

/** Some companies' registries let only known clients in, which is what npm's setting is for. */
function userAgentOf({ explicit }: NpmConfiguration): string {
  const template = explicit.userAgent ?? 'package-risk node/{node-version} {platform} {arch}';
  const known = { '{node-version}': process.version, '{platform}': process.platform, '{arch}': process.arch };
  const filled = Object.entries(known).reduce((text, [name, value]) => text.replaceAll(name, value), template);
  // Control characters would be refused as a header, and cost every request.
  return filled.replace(/[^\x20-\x7e]/g, '').trim();
}
