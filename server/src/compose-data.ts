import path from 'node:path';
import process from 'node:process';
import type { Settings } from './model/index.js';
import { defaultCacheFolder } from './platform/cache/cache-folder.js';
import { lazyIntelligence, type IntelligenceProvider } from './sources/intelligence.js';

const ASSET = 'intelligence.bin';

/** Undefined where the user has no home and has set none. */
export function cacheFolderOf(
  settings: Pick<Settings, 'cache.folder'>,
  variables: Readonly<Record<string, string | undefined>>,
): string | undefined {
  return settings['cache.folder'] || defaultCacheFolder(variables, process.platform);
}

/** Beside the cached facts and none of them: emptying the cache leaves it. */
export function ownIntelligenceFile(cacheFolder: string | undefined): string | undefined {
  return cacheFolder === undefined ? undefined : path.join(cacheFolder, ASSET);
}

export function shippedIntelligence(assetsFolder: string): IntelligenceProvider {
  return lazyIntelligence(path.join(assetsFolder, ASSET));
}
