import type { Settings } from './model/index.js';
import { createDepsDevSource } from './sources/deps-dev.js';
import { createDownloadsSource } from './sources/downloads.js';
import { createPublicNameSource, publicConfiguration } from './sources/public-name.js';
import { createRegistrySource, type RegistrySourceOptions } from './sources/registry.js';
import { createScorecardSource } from './sources/scorecard.js';
import type { OptionalQuestion, Source, SourceSet } from './sources/source.js';
import type { PublicNames } from './sources/support/names/private-names.js';

/** What is only asked where the settings say so, as it takes one more service. */
export function optionalSources(
  online: RegistrySourceOptions & PublicNames,
  settings: Settings,
): Pick<SourceSet, OptionalQuestion> {
  return {
    ...(settings['downloads.enable'] && {
      downloads: createDownloadsSource({ ...online, baseUrl: settings['downloads.url'] }),
    }),
    ...(settings['names.publicRegistry'] !== '' && {
      publicName: publicNames(online, online.publicHosts, settings['names.publicRegistry']),
    }),
    ...(settings['advisories.depsDev'] && {
      depsDev: createDepsDevSource({ ...online, baseUrl: settings['advisories.depsDevUrl'] }),
    }),
    ...(settings['scorecard.enable'] && {
      scorecard: createScorecardSource({ ...online, baseUrl: settings['scorecard.url'] }),
    }),
  };
}

function publicNames(
  online: RegistrySourceOptions,
  publicHosts: readonly string[],
  publicRegistry: string,
): Source<'publicName'> {
  const config = publicConfiguration(online.config, publicRegistry);
  return createPublicNameSource({
    ...{ ...online, publicHosts, publicRegistry },
    documents: createRegistrySource({ ...online, config }),
  });
}
