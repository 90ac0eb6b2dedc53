import { bunfigToml } from './bunfig-toml.js';
import { npmrc } from './npmrc.js';
import { osvScannerToml } from './osv-scanner-toml.js';
import { packageJsonSettings } from './package-json-settings.js';
import { packageRiskJson } from './package-risk-json.js';
import { pnpmWorkspaceYaml } from './pnpm-workspace-yaml.js';
import type { ManagerSettingsFormat, PolicyFormat } from './policy.js';
import { yarnrcYml } from './yarnrc-yml.js';

/** Every file that a team's decisions are read from. */
export const POLICY_FORMATS: readonly PolicyFormat[] = Object.freeze([packageRiskJson]);

/** Every file that tells package managers, or other tools, what may be installed. */
export const MANAGER_SETTINGS_FORMATS: readonly ManagerSettingsFormat[] = Object.freeze([
  npmrc,
  pnpmWorkspaceYaml,
  yarnrcYml,
  bunfigToml,
  packageJsonSettings,
  osvScannerToml,
]);
