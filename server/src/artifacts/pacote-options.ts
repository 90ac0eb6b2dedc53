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

/**
 * Options for one package file. pacote may do anything that npm can, so this says no to all but fetching from the one
 * registry: no scripts, no git, no URLs, no files, no folders, no cache of its own, no policy about versions.
 */
export function pacoteOptions(
  registry: Registry,
  integrity: string | undefined,
  { config, network, timeoutMs }: ArtifactNetwork,
): Readonly<Record<string, unknown>> {
  const url = new URL(registry.url);
  const rules = proxyRules(config, network);
  const proxy = proxyFor(url, rules);
  return {
    ...credentialOptions(config),
    registry: registry.url,
    integrity,
    ignoreScripts: true,
    allowGit: 'none',
    allowRemote: 'none',
    allowFile: 'none',
    allowDirectory: 'none',
    verifySignatures: false,
    verifyAttestations: false,
    ca: trustedCertificates(config, network),
    strictSSL: isStrict(config, network),
    localAddress: config.explicit.localAddress,
    proxy: proxy?.href,
    // Left to itself the library looks for a proxy in this process's environment variables.
    noProxy: proxy === undefined ? [url.hostname] : rules.bypass.map((pattern) => pattern.replace(/^\*/, '')),
    // The library would try again whatever went wrong, wrong bytes and closed windows included.
    retry: { retries: 0 },
    timeout: timeoutMs,
  };
}

/** What is bound to hosts (`//host/:_authToken`), and the client certificate for the registry. No other registry. */
function credentialOptions({ options }: NpmConfiguration): Readonly<Record<string, string>> {
  const usable = Object.entries(options).filter(([key]) => key.startsWith('//') || key === 'cert' || key === 'key');
  return Object.fromEntries(usable);
}
