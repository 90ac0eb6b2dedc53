import { getAgent, type Agent } from '@npmcli/agent';
import { credentialsFor } from '../platform/npm/credentials.js';
import type { NpmConfiguration } from '../platform/npm/npm-config.js';

/** Chosen by the library for each address that it goes to, those of redirects among them. */
export type AgentFor = (url: URL) => Agent;

/**
 * Agents that show credentials to no one else than they are meant for. The library follows redirects by itself, and takes what is
 * bound to the registry along to every port and protocol of its host, and a client certificate to every host.
 *
 * @param options of the library's own agents
 */
export function boundAgents(
  config: NpmConfiguration,
  registry: URL,
  options: Readonly<Record<string, unknown>>,
): AgentFor {
  return (url) => {
    const { authorization, cert, key } = credentialsFor(config, url);
    const agent = getAgent(url.href, { ...options, cert, key });
    const isDowngraded = registry.protocol === 'https:' && url.protocol === 'http:';
    // The library sets its headers as lists of one.
    const isMeant = (header: unknown): boolean => url.origin === registry.origin || String(header) === authorization;
    return {
      keepAlive: true,
      protocol: url.protocol,
      defaultPort: url.protocol === 'https:' ? 443 : 80,
      addRequest(request, given) {
        if (isDowngraded || !isMeant(request.getHeader('authorization'))) request.removeHeader('authorization');
        agent.addRequest(request, given);
      },
    };
  };
}
