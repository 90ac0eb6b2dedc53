import type { NpmConfiguration } from '../npm/npm-configuration.js';

/** How the editor (or the command line) reaches the network, beyond what npm's configuration says. */
export interface EditorNetwork {
  readonly proxy?: string;
  readonly noProxy?: readonly string[];
  readonly strictSsl?: boolean;
  /** PEM texts. */
  readonly certificates?: readonly string[];
}

export interface ProxyRules {
  readonly https?: string;
  readonly http?: string;
  /** Hosts that are reached without a proxy. */
  readonly bypass: readonly string[];
}

/** npm's configuration before the editor's settings before environment variables, for each value on its own. */
export function proxyRules({ explicit, environment }: NpmConfiguration, editor: EditorNetwork): ProxyRules {
  const listed = explicit.noProxy || editor.noProxy?.join(',') || environment.noProxy;
  const bypass = (listed ?? '').split(/[\s,]+/).filter(Boolean);
  if (explicit.proxy === false) return { bypass };
  const chosen = explicit.proxy || editor.proxy || undefined;
  return { https: chosen ?? environment.httpsProxy, http: chosen ?? environment.httpProxy, bypass };
}

/** The proxy for a URL; undefined for a direct connection. Throws where what is configured is no URL. */
export function proxyFor(url: URL, rules: ProxyRules): URL | undefined {
  const proxy = url.protocol === 'https:' ? rules.https : rules.http;
  if (proxy === undefined || rules.bypass.some((pattern) => matches(url, pattern))) return undefined;
  // `proxy.example:8080` is what many write, and would parse as the scheme `proxy.example:`.
  return new URL(proxy.includes('://') ? proxy : `http://${proxy}`);
}

/**
 * `*`, a host, `host:port`, and a domain with everything below it, written as `example.com`, `.example.com` or
 * `*.example.com`: what npm, curl and the editor have in common. Address ranges are not understood.
 */
function matches(url: URL, pattern: string): boolean {
  if (pattern === '*') return true;
  const [, host = '', port] = /^(.*?)(?::(\d+))?$/.exec(pattern.toLowerCase()) ?? [];
  if (port !== undefined && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false;
  const domain = host.replace(/^\*?\./, '');
  return domain !== '' && (url.hostname === domain || url.hostname.endsWith(`.${domain}`));
}
