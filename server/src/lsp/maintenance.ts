import type { ClearCacheResult } from '../protocol/messages.js';
import type { Session } from './session.js';

/** Asks everything again of those who know. Done when the open manifests are judged. */
export async function rescan({ disk, projects, repositories }: Session): Promise<null> {
  disk.forget();
  await Promise.all([projects.reloadAll('revalidate'), repositories.reloadAll()]);
  return null;
}

/** Empties the shared cache on disk and what is in memory; what is open is judged anew. */
export async function clearCache({ disk, engines, configuration, projects }: Session): Promise<ClearCacheResult> {
  disk.forget();
  // Nothing may have been judged yet; the cache is there all the same.
  engines.for(await configuration.settingsFor(undefined));
  const folders = new Map<string, ClearCacheResult>();
  for (const { engine, cache } of engines.all()) {
    const { folder, entries, bytes } = await cache.info();
    if (!folders.has(folder)) folders.set(folder, { entries, bytes });
    await cache.clear();
    engine.forget();
  }
  void projects.reloadAll();
  const gone = [...folders.values()];
  return {
    entries: gone.reduce((sum, { entries }) => sum + entries, 0),
    bytes: gone.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
