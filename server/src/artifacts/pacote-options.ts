import { boundAgents } from './bound-agent.js';
import { isStrict, trustedCertificates } from '../platform/network/certificates.js';
import type { NpmConfiguration, Registry } from '../platform/npm/npm-config.js';
import { proxyFor, proxyRules, type EditorNetwork } from '../platform/network/proxy-rules.js';

/** How package files are reached. */
export interface ArtifactNetwork {
  readonly config: NpmConfiguration;
  /** How the editor (or the command line) reaches the network, beyond npm's configuration. */
  readonly network: EditorNetwork;
  /** For a connection, and for each silence within an answer. */
  readonly timeoutMs: number;
}

/** The options for one package file of a registry. */
export type PacoteOptions = (registry: Registry, integrity: string | undefined) => Readonly<Record<string, unknown>>;

/**
 * Options for package files. pacote may do anything that npm can, so this says no to all but fetching from the one
 * registry: no scripts, no git, no URLs, no files, no folders, no cache of its own, no policy about versions.
 */
export function pacoteOptions({ config, network, timeoutMs }: ArtifactNetwork): PacoteOptions {
  const rules = proxyRules(config, network);
  // Telling which certificates are added takes some 40 ms with a system's bundle among them.
  let trusted: { readonly ca: string | undefined } | undefined;
  return (registry, integrity) => {
    const url = new URL(registry.url);
    const proxy = proxyFor(url, rules);
    trusted ??= { ca: trustedCertificates(config, network) };
    const connection = {
      ca: trusted.ca,
      rejectUnauthorized: isStrict(config, network),
      localAddress: config.explicit.localAddress,
      proxy: proxy?.href,
      // Left to itself the library looks for a proxy in this process's environment variables.
      noProxy: proxy === undefined ? [url.hostname] : rules.bypass.map((pattern) => pattern.replace(/^\*/, '')),
      timeout: timeoutMs,
    };
    return {
      ...credentialOptions(config),
      ...NOTHING_ELSE,
      registry: registry.url,
      integrity,
      agent: boundAgents(config, url, connection),
      // The library would try again whatever went wrong, wrong bytes and closed windows included.
      retry: { retries: 0 },
      timeout: timeoutMs,
    };
  };
}

const NOTHING_ELSE = Object.freeze({
  ignoreScripts: true,
  allowGit: 'none',
  allowRemote: 'none',
  allowFile: 'none',
  allowDirectory: 'none',
  verifySignatures: false,
  verifyAttestations: false,
});

/** What is bound to hosts (`//host/:_authToken`). No other registry; client certificates are the agents' business. */
function credentialOptions({ options }: NpmConfiguration): Readonly<Record<string, string>> {
  const usable = Object.entries(options).filter(([key]) => key.startsWith('//'));
  return Object.fromEntries(usable);
}
