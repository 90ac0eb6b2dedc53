import type { ScanPlace } from './cli/io.js';
import { cacheFolderOf, ownIntelligenceFile, shippedIntelligence } from './compose-data.js';
import type { Environment } from './compose-environment.js';
import { httpFor } from './compose-network.js';
import type { IntelligenceStore, Settings } from './model/index.js';
import { createNpmConfigLoader } from './platform/npm/npm-config-loader.js';
import { breathe } from './platform/timers.js';
import { createIntelligenceStore } from './sources/support/intelligence-updates/intelligence-store.js';

/** What keeps the offline data new. */
export async function composeIntelligence(
  environment: Omit<Environment, 'files' | 'analysis'>,
  settings: Settings,
  place: ScanPlace,
): Promise<IntelligenceStore> {
  const { variables, network, clock, assetsFolder } = environment;
  const config = await createNpmConfigLoader(variables, network.registry)(place.folder, place.trusted);
  return createIntelligenceStore({
    shipped: shippedIntelligence(assetsFolder),
    file: ownIntelligenceFile(cacheFolderOf(settings, variables)),
    http: httpFor(config, environment, settings),
    clock,
    breathe,
  });
}
