import { homedir } from 'node:os';
import process from 'node:process';
import type { PackageAnalyser, RepositoryAnalyser } from './artifacts/package-analyser.js';
import { readPackageContents } from './artifacts/package-contents.js';
import { readPackageText } from './artifacts/package-text.js';
import { createArtifactReader } from './artifacts/tarballs.js';
import { cacheFolderOf, ownIntelligenceFile, shippedIntelligence } from './compose-data.js';
import { cacheFor, condenserFor } from './compose-facts.js';
import type { Engine } from './engine/engine.js';
import { JudgingEngine } from './engine/judging-engine.js';
import { createRepositoryJudge } from './engine/judging-repositories.js';
import type { RepositoryJudge } from './engine/repository-judge.js';
import { ALIAS_FORMATS, IN_TEXT_FORMATS } from './formats/in-text/index.js';
import { LOCKFILE_FORMATS, SETTINGS_FORMATS } from './formats/index.js';
import { packageJson } from './formats/package-json.js';
import { pnpmWorkspace } from './formats/pnpm-workspace.js';
import {
  organisationRules,
  phrase,
  skipped,
  type FactTypes,
  type Outcome,
  type Question,
  type Settings,
} from './model/index.js';
import type { Clock } from './platform/clock.js';
import type { DiskCache } from './platform/disk-cache.js';
import type { Files } from './platform/files.js';
import type { Http } from './platform/http.js';
import type { Logger } from './platform/logger.js';
import type { CalledThread } from './platform/threads/calls.js';
import { createTurns, type Turns } from './platform/turns.js';
import { createKnownRegistriesReader } from './platform/npm/known-registries.js';
import { createNpmConfigLoader, type NpmConfigLoader } from './platform/npm/npm-config-loader.js';
import type { NpmConfiguration } from './platform/npm/npm-config.js';
import { createHttp, createOfflineHttp } from './platform/network/npm-http.js';
import { MANAGER_SETTINGS_FORMATS } from './policies/index.js';
import { packageRiskJson } from './policies/package-risk-json.js';
import { addAcceptance } from './policies/support/acceptance.js';
import { createTeamSettingsReader } from './policies/support/team-settings.js';
import { changeText, offerRemedies, offerTransitiveRemedies } from './remedies/index.js';
import { reviewScripts } from './remedies/scripts/project-scripts.js';
import { offerScriptRemedies } from './remedies/scripts/script-remedies.js';
import { lineToAdd } from './remedies/line-to-add.js';
import { RULES } from './rules/index.js';
import { createScorer } from './scoring/weighted-scorer.js';
import { createArtifactSource } from './sources/artifact.js';
import {
  createIntelligenceSource,
  layeredProvider,
  type IntelligenceProvider,
  type RenewableIntelligence,
} from './sources/intelligence.js';
import { createAttestationSource } from './sources/attestation.js';
import { createNameSuggestions } from './sources/name-suggestions.js';
import { createOsvSource } from './sources/osv.js';
import { createPopularitySource } from './sources/popularity.js';
import { optionalSources } from './compose-optional-sources.js';
import { composeTeam } from './compose-team.js';
import { createRegistryAdvisoriesSource } from './sources/registry-advisories.js';
import { createRegistrySource } from './sources/registry.js';
import { createReplacementsSource } from './sources/replacements.js';
import { createPackageFileSource } from './sources/package-file.js';
import type { PackageFileSource, Source, SourceProvider, SourceSet } from './sources/source.js';
import { createPackageBytes } from './sources/support/package-bytes.js';
import { publicScopesOf } from './sources/support/names/public-scopes.js';
import { createSignatureSource } from './sources/signature.js';
import { createRegistryKeys } from './sources/support/signatures/registry-keys.js';
import type { TeamFacts } from './sources/support/team-facts/team-facts.js';
import { createTarballManifestSource } from './sources/tarball-manifest.js';

/** How the editor (or the command line) reaches the network, beyond what `.npmrc` says. */
export interface NetworkEnvironment {
  readonly proxy?: string;
  readonly noProxy?: readonly string[];
  readonly strictSsl?: boolean;
  readonly certificates?: readonly string[];
  /** `--registry URL`: used for every scope, above all configuration. */
  readonly registry?: string;
}

/** What analyses packages, and which version of it: facts that another one found are not used. */
export interface Analysis {
  readonly analyser: PackageAnalyser & RepositoryAnalyser;
  readonly analyserVersion: () => string;
}

/** The machine, as the engine may use it. */
export interface Environment {
  readonly files: Files;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly network: NetworkEnvironment;
  /** Folder that holds `intelligence.bin`, built by `npm run build`. */
  readonly assetsFolder: string;
  /** Looks into the bytes of packages; one for all engines, as it is a process of its own. */
  readonly analysis: Analysis;
  /** Environment variables for npm's configuration and the place of caches. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Absent: of the engine's own. */
  readonly turns?: Turns;
  /** Reads and writes what is remembered, and condenses documents. Absent: that is done on this thread. */
  readonly factsThread?: CalledThread;
}

export interface Composition {
  readonly engine: Engine;
  readonly repositories: RepositoryJudge;
  readonly cache: DiskCache;
  readonly intelligence: OfflineData;
}

/** The offline data that the engine judges with: see `lsp/host.ts`. */
interface OfflineData {
  asOf(): Promise<number | undefined>;
  renew(): Promise<boolean>;
}

/** What the offline data answers. */
const OFFLINE_QUESTIONS: readonly Question[] = ['intelligence', 'popularity'];

const BYTES_PER_MEGABYTE = 1024 * 1024;
const MS_PER_SECOND = 1000;

/** The only place that chooses implementations. */
export function createEngine(environment: Environment, settings: Settings): Composition {
  const { files, clock, logger, variables, assetsFolder } = environment;
  const folder = cacheFolderOf(settings, variables);
  const cache = cacheFor(environment.factsThread, {
    folder,
    maxBytes: settings['cache.maxMegabytes'] * BYTES_PER_MEGABYTE,
    clock,
    logger,
  });
  const intelligence = layeredProvider(shippedIntelligence(assetsFolder), ownIntelligenceFile(folder), (message) =>
    logger.warn(message),
  );
  const turns = environment.turns ?? createTurns();
  const budget = { left: settings['analysis.maxMegabytes'] * BYTES_PER_MEGABYTE };
  const team = composeTeam(environment, settings);
  const loadConfig = createNpmConfigLoader(variables, environment.network.registry);
  const homeFolder = variables.HOME || variables.USERPROFILE || homedir();
  const shared = {
    ...{ files, clock, policyFormat: packageRiskJson, addAcceptance, rules: RULES, scorer: createScorer() },
    organisation: organisationRules(settings),
  };
  const engine = new JudgingEngine({
    ...shared,
    logger,
    breathe: () => turns.breathe(),
    manifestFormat: packageJson,
    settingsFormats: SETTINGS_FORMATS,
    lockfileFormats: LOCKFILE_FORMATS,
    pnpmSettingsFormat: pnpmWorkspace,
    inTextFormats: IN_TEXT_FORMATS,
    aliasFormats: ALIAS_FORMATS,
    readTeamSettings: createTeamSettingsReader({
      ...{ files, variables, homeFolder, platform: process.platform, formats: MANAGER_SETTINGS_FORMATS },
      globalNpmrc: async () => (await loadConfig(homeFolder, false)).globalFile,
    }),
    sources: createSourceProvider({
      ...{ environment, settings, cache, intelligence: intelligence.provide, budget, loadConfig, turns, team },
    }),
    suggestNames: createNameSuggestions(intelligence.provide),
    offerRemedies,
    offerTransitiveRemedies,
    offerScriptRemedies,
    reviewScripts,
    changeText,
    lineToAdd,
    cooldownHours: settings.cooldownHours,
  });
  const repositories = createRepositoryJudge({ ...shared, analyser: environment.analysis.analyser });
  return { engine, repositories, cache, intelligence: offlineData(intelligence, engine) };
}

function offlineData(intelligence: RenewableIntelligence, engine: Engine): OfflineData {
  return {
    async asOf() {
      const opened = await intelligence.provide();
      return opened.status === 'ok' ? opened.value.asOf : undefined;
    },
    async renew() {
      const renewed = await intelligence.renew();
      if (renewed) engine.forgetAnswers(OFFLINE_QUESTIONS);
      return renewed;
    },
  };
}

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
function createSourceProvider(parts: SourceParts): SourceProvider {
  const sets = new Map<string, ConfiguredSources>();
  const { loadConfig } = parts;
  const { variables, logger } = parts.environment;
  const readRegistries = createKnownRegistriesReader(variables);
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
  const [http, condense] = [httpFor(config, environment, settings), condenserFor(environment.factsThread, turns)];
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

function networkLimits(settings: Settings): { readonly concurrency: number; readonly timeoutMs: number } {
  return {
    concurrency: settings['network.concurrency'],
    timeoutMs: settings['network.timeoutSeconds'] * MS_PER_SECOND,
  };
}

export function httpFor(
  config: NpmConfiguration,
  { network, clock, logger }: Pick<Environment, 'network' | 'clock' | 'logger'>,
  settings: Settings,
): Http {
  if (settings.offline) return createOfflineHttp();
  return createHttp({
    config,
    network,
    ...networkLimits(settings),
    clock,
    logger,
    random: Math.random,
  });
}

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
