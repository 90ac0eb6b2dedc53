import path from 'node:path';
import { tmpdir } from 'node:os';
import type { ProxyPlace } from './cli/io.js';
import { cacheFolderOf, ownIntelligenceFile, shippedIntelligence } from './compose-data.js';
import type { Environment } from './compose-environment.js';
import { httpFor } from './compose-network.js';
import { startRegistryProxy, type RegistryProxy } from './guard/proxy/registry-proxy.js';
import { failed, type Settings } from './model/index.js';
import { createNpmConfigLoader } from './platform/npm/npm-config-loader.js';
import { malwareReports } from './rules/support/malware-reports.js';
import { placeholderCertainty } from './rules/support/placeholder.js';
import { createIntelligenceSource, layeredProvider } from './sources/intelligence.js';

/** What is known without a network is enough to hide a version by; nothing else is asked for each of them. */
const NOT_ASKED = failed('unsupported', 'Not asked.');

/** A registry proxy for whatever this machine installs. */
export async function composeGuardProxy(
  environment: Omit<Environment, 'files' | 'analysis'>,
  settings: Settings,
  { folder, trusted, port, tell }: ProxyPlace,
): Promise<RegistryProxy> {
  const { variables, network, clock, assetsFolder } = environment;
  const config = await createNpmConfigLoader(variables, network.registry)(folder, trusted);
  const cache = cacheFolderOf(settings, variables);
  const intelligence = layeredProvider(shippedIntelligence(assetsFolder), ownIntelligenceFile(cache), tell);
  const source = createIntelligenceSource(intelligence.provide);
  return startRegistryProxy({
    ...{ config, clock, port, tell },
    http: httpFor(config, environment, settings),
    cooldownHours: Math.max(settings.cooldownHours, settings['organisation.minimumAgeHours']),
    folder: path.join(cache ?? path.join(tmpdir(), 'package-risk'), 'guard'),
    async malwareOf(name) {
      // It runs for weeks, and the data is renewed beside it.
      await intelligence.renew();
      const [known = NOT_ASKED] = await source.lookUp([{ name }], {
        signal: new AbortController().signal,
        freshness: 'cached',
      });
      const reports = malwareReports({ intelligence: known, osv: NOT_ASKED, registryAdvisories: NOT_ASKED });
      return (version) => {
        const found = reports.find((report) => report.matches(version));
        const isPlaceholder = placeholderCertainty(version, undefined, undefined) !== 'no';
        return found === undefined || isPlaceholder ? undefined : `it is known malware (${found.id})`;
      };
    },
  });
}
