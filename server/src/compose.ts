import { homedir } from 'node:os';
import process from 'node:process';
import { cacheFolderOf, ownIntelligenceFile, shippedIntelligence } from './compose-data.js';
import type { Environment } from './compose-environment.js';
import { cacheFor } from './compose-facts.js';
import { createSourceProvider } from './compose-sources.js';
import { composeTeam } from './compose-team.js';
import type { Engine } from './engine/engine.js';
import { JudgingEngine } from './engine/judging-engine.js';
import { createRepositoryJudge } from './engine/judging-repositories.js';
import type { RepositoryJudge } from './engine/repository-judge.js';
import { ALIAS_FORMATS, IN_TEXT_FORMATS } from './formats/in-text/index.js';
import { LOCKFILE_FORMATS, SETTINGS_FORMATS } from './formats/index.js';
import { packageJson } from './formats/package-json.js';
import { pnpmWorkspace } from './formats/pnpm-workspace.js';
import { organisationRules, type Question, type Settings } from './model/index.js';
import type { DiskCache } from './platform/disk-cache.js';
import { createTurns } from './platform/turns.js';
import { createNpmConfigLoader } from './platform/npm/npm-config-loader.js';
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
import { layeredProvider, type RenewableIntelligence } from './sources/intelligence.js';
import { createNameSuggestions } from './sources/name-suggestions.js';

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

/** The only place that chooses implementations. */
export function createEngine(environment: Environment, settings: Settings): Composition {
  const { files, clock, logger, variables, assetsFolder } = environment;
  const folder = cacheFolderOf(settings, variables);
  const cache = cacheFor(environment.cacheThread, {
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
  const loadConfig = createNpmConfigLoader(variables, environment.network.registry, files);
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
