import { absent, phrase, skipped, type Outcome, type Packument } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import { DEFAULT_REGISTRY_HOST } from '../platform/npm/default-registry.js';
import { createRegistryChooser, type NpmConfiguration } from '../platform/npm/npm-config.js';
import { isPackageName } from '../platform/npm/registry-for.js';
import type { Source } from './source.js';

export interface PublicNameSourceOptions {
  readonly config: NpmConfiguration;
  readonly clock: Clock;
  /** `https://registry.npmjs.org`, or a mirror of it. */
  readonly publicRegistry: string;
  /** Its documents: see `publicConfiguration`. */
  readonly documents: Source<'packument'>;
  /** Further registries whose every name is public, by host. */
  readonly publicHosts: readonly string[];
}

/** As `--registry` does it: whatever is mapped elsewhere, this one is asked. What a project's file says no longer matters. */
export function publicConfiguration(config: NpmConfiguration, publicRegistry: string): NpmConfiguration {
  return { ...config, override: publicRegistry, unused: undefined };
}

/**
 * What the public registry has under names that come from other registries. It gets to know names that may be private, so that
 * there is no such source but where a setting of the machine wants it.
 */
export function createPublicNameSource(options: PublicNameSourceOptions): Source<'publicName'> {
  const { config, publicRegistry, publicHosts, documents, clock } = options;
  const registryOf = createRegistryChooser(config);
  const publicHere = [DEFAULT_REGISTRY_HOST, ...publicHosts, hostOf(publicRegistry)];
  const nothingToAsk = (name: string): Outcome<Packument> | undefined => {
    if (!isPackageName(name)) return absent(clock());
    const own = registryOf(name);
    if ('status' in own || !publicHere.includes(own.host)) return undefined;
    return skipped('not-from-registry', phrase('It comes from the public registry itself.'));
  };
  return {
    question: 'publicName',
    batchSize: documents.batchSize,
    maxAgeMs: documents.maxAgeMs,
    key: ({ name }) => name,
    lookUp: (requests, lookUpOptions) =>
      Promise.all(
        requests.map(async ({ name }) => {
          const known = nothingToAsk(name);
          if (known !== undefined) return known;
          const [answer = absent(clock())] = await documents.lookUp([{ name }], lookUpOptions);
          return answer;
        }),
      ),
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
