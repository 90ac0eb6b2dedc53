import { readPackageContents } from './artifacts/package-contents.js';
import { readPackageText } from './artifacts/package-text.js';
import { createArtifactReader } from './artifacts/tarballs.js';
import type { Environment } from './compose-environment.js';
import { condenserFor } from './compose-facts.js';
import { httpFor, networkLimits } from './compose-network.js';
import { optionalSources } from './compose-optional-sources.js';
import { phrase, skipped, type FactTypes, type Outcome, type Question, type Settings } from './model/index.js';
import type { DiskCache } from './platform/disk-cache.js';
import { createKnownRegistriesReader } from './platform/npm/known-registries.js';
import type { NpmConfigLoader } from './platform/npm/npm-config-loader.js';
import type { NpmConfiguration } from './platform/npm/npm-config.js';
import type { Turns } from './platform/turns.js';
import { createArtifactSource } from './sources/artifact.js';
import { createAttestationSource } from './sources/attestation.js';
import { createIntelligenceSource, type IntelligenceProvider } from './sources/intelligence.js';
import { createOsvSource } from './sources/osv.js';
import { createPackageFileSource } from './sources/package-file.js';
import { createPopularitySource } from './sources/popularity.js';
import { createRegistryAdvisoriesSource } from './sources/registry-advisories.js';
import { createRegistrySource } from './sources/registry.js';
import { createReplacementsSource } from './sources/replacements.js';
import { createSignatureSource } from './sources/signature.js';
import type { PackageFileSource, Source, SourceProvider, SourceSet } from './sources/source.js';
import { publicScopesOf } from './sources/support/names/public-scopes.js';
import { createPackageBytes } from './sources/support/package-bytes.js';
import { createRegistryKeys } from './sources/support/signatures/registry-keys.js';
import type { TeamFacts } from './sources/support/team-facts/team-facts.js';
import { createTarballManifestSource } from './sources/tarball-manifest.js';

/** What sources are put together from, whatever the npm configuration of a project. */
interface SourceParts {
  readonly environment: Environment;
  readonly settings: Settings;
  readonly cache: DiskCache;
  readonly intelligence: IntelligenceProvider;
  /** Bytes of package files that may still be fetched for analysis. */
  readonly budget: { left: number };
  readonly turns: Turns;
  readonly team: TeamFacts | undefined;
  readonly loadConfig: NpmConfigLoader;
}

/** What is put together for one effective npm configuration. */
interface ConfiguredSources {
  readonly sources: SourceSet;
  readonly files: PackageFileSource;
}

/** Projects with the same effective npm configuration get the same sources, and so share what is in flight. */
export function createSourceProvider(parts: SourceParts): SourceProvider {
  const sets = new Map<string, ConfiguredSources>();
  const { loadConfig } = parts;
  const { variables, logger, files } = parts.environment;
  const readRegistries = createKnownRegistriesReader(variables, files);
  const setFor = async (projectFolder: string, trusted: boolean): Promise<ConfiguredSources> => {
    const config = await loadConfig(projectFolder, trusted);
    const known = sets.get(config.fingerprint);
    if (known !== undefined) return known;
    for (const problem of config.problems) logger.warn(problem);
    const set = createSources(config, parts);
    sets.set(config.fingerprint, set);
    return set;
  };
  return {
    async registriesFor(projectFolder, trusted) {
      return readRegistries(projectFolder, trusted, await loadConfig(projectFolder, trusted));
    },
    sourcesFor: async (projectFolder, trusted) => (await setFor(projectFolder, trusted)).sources,
    filesFor: async (projectFolder, trusted) => (await setFor(projectFolder, trusted)).files,
  };
}

function createSources(config: NpmConfiguration, parts: SourceParts): ConfiguredSources {
  const { environment, settings, cache, intelligence, budget, turns, team } = parts;
  const { clock } = environment;
  const [http, condense] = [httpFor(config, environment, settings), condenserFor(environment.networkThread, turns)];
  const online = { config, http, condense, cache, clock, turns };
  const reader = createArtifactReader({
    ...online,
    ...networkLimits(settings),
    network: environment.network,
    offline: settings.offline,
    random: Math.random,
  });
  const keys = createRegistryKeys(online);
  const names = { publicHosts: settings['advisories.publicRegistries'], publicScopes: publicScopesOf(intelligence) };
  const bytes = createPackageBytes({ ...online, reader });
  const sources: SourceSet = {
    packument: createRegistrySource(online),
    intelligence: createIntelligenceSource(intelligence),
    popularity: createPopularitySource(intelligence),
    replacements: createReplacementsSource(clock),
    registryAdvisories: settings['advisories.registry']
      ? createRegistryAdvisoriesSource(online)
      : switchedOff('registryAdvisories'),
    osv: settings['advisories.osv']
      ? createOsvSource({ ...online, ...names, baseUrl: settings['advisories.osvUrl'] })
      : switchedOff('osv'),
    ...optionalSources({ ...online, ...names }, settings),
    tarballManifest: createTarballManifestSource({ ...online, reader }),
    signature: settings['signatures.verify']
      ? createSignatureSource({ config, keys, clock })
      : switchedOff('signature'),
    attestation: settings['signatures.verify']
      ? createAttestationSource({ ...online, keys })
      : switchedOff('attestation'),
    artifact: settings['analysis.enable']
      ? createArtifactSource({ ...online, bytes, ...environment.analysis, budget, ...(team && { team }) })
      : switchedOff('artifact'),
  };
  return { sources, files: createPackageFileSource({ bytes, ...PACKAGE_FILE_READERS }) };
}

const PACKAGE_FILE_READERS = Object.freeze({ readText: readPackageText, readContents: readPackageContents });

/** A question that the user does not want to be put. */
function switchedOff<Q extends Question>(question: Q): Source<Q> {
  const answer: Outcome<FactTypes[Q]> = skipped('switched-off', phrase('A setting says not to ask.'));
  return {
    question,
    batchSize: Number.MAX_SAFE_INTEGER,
    maxAgeMs: Number.POSITIVE_INFINITY,
    key: () => question,
    lookUp: (requests) => Promise.resolve(requests.map(() => answer)),
  };
}
