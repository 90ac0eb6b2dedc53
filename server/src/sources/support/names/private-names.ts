import { phrase, scopeOf, skipped, type Outcome, type Words } from '../../../model/index.js';
import { DEFAULT_REGISTRY_HOST } from '../../../platform/npm/default-registry.js';
import type { Registry } from '../../../platform/npm/npm-config.js';
import type { PublicScopes } from './public-scopes.js';

/** Whose names are nobody's secret. */
export interface PublicNames {
  /** Further registries whose every name is public, by host. A registry that mirrors npm's can hold a company's own names as well. */
  readonly publicHosts: readonly string[];
  /** Scopes that are nobody's secret. */
  readonly publicScopes: PublicScopes;
}

/**
 * Why a name is not sent to a service; undefined where it may be. Whoever is logged in to the public registry may have private packages
 * there, and those are always scoped.
 *
 * @param service for the reader.
 */
export async function refusal(
  registry: Registry | Outcome<never>,
  { publicHosts, publicScopes }: PublicNames,
  name: string,
  service: Words,
): Promise<Outcome<never> | undefined> {
  if ('status' in registry) return registry;
  if (!registry.isDefault || ![DEFAULT_REGISTRY_HOST, ...publicHosts].includes(registry.host)) {
    return skipped(
      'private-name',
      phrase('{name} comes from {host}, whose names are not sent to {service}.', {
        name,
        host: registry.host,
        service,
      }),
    );
  }
  const scope = scopeOf(name);
  if (scope === undefined || !registry.hasCredentials || (await publicScopes()).has(scope)) return undefined;
  return skipped(
    'private-name',
    phrase('{name} was not sent to {service}: you are logged in to {host}, and {scope} may be private.', {
      ...{ name, service, host: registry.host, scope },
    }),
  );
}
