import type { Level } from './level.js';

/** What the editor shows for a level. */
export const EDITOR_SEVERITIES = ['error', 'warning', 'information', 'hint', 'off'] as const;
export type EditorSeverity = (typeof EDITOR_SEVERITIES)[number];

export type SeverityByLevel = Readonly<Record<Exclude<Level, 'none'>, EditorSeverity>>;

/** Everything a user can set. The editor's names are the same with `packageRisk.` in front. */
export interface Settings {
  readonly enable: boolean;
  readonly offline: boolean;
  readonly severity: SeverityByLevel;
  readonly cooldownHours: number;
  readonly 'codeLens.enable': boolean;
  readonly 'completion.enable': boolean;
  readonly 'inlayHints.enable': boolean;
  readonly 'documentLinks.enable': boolean;
  readonly 'advisories.registry': boolean;
  readonly 'advisories.osv': boolean;
  readonly 'advisories.osvUrl': string;
  readonly 'advisories.publicRegistries': readonly string[];
  readonly 'names.publicRegistry': string;
  readonly 'downloads.enable': boolean;
  readonly 'downloads.url': string;
  readonly 'scorecard.enable': boolean;
  readonly 'scorecard.url': string;
  readonly 'advisories.depsDev': boolean;
  readonly 'advisories.depsDevUrl': string;
  readonly 'signatures.verify': boolean;
  readonly 'analysis.enable': boolean;
  readonly 'analysis.maxMegabytes': number;
  readonly 'intelligence.maximumAge': number;
  readonly 'intelligence.mirror': string;
  readonly 'organisation.leastLevels': Readonly<Record<string, Level>>;
  readonly 'organisation.denied': readonly string[];
  readonly 'organisation.allowed': readonly string[];
  readonly 'organisation.deniedLicences': readonly string[];
  readonly 'organisation.allowedLicences': readonly string[];
  readonly 'organisation.registries': readonly string[];
  readonly 'organisation.minimumAgeHours': number;
  readonly 'imports.enable': boolean;
  readonly 'imports.askRegistry': boolean;
  readonly 'repository.enable': boolean;
  readonly 'secondOpinion.enable': boolean;
  readonly 'network.timeoutSeconds': number;
  readonly 'network.concurrency': number;
  readonly 'teamCache.url': string;
  readonly 'teamCache.publicKeys': readonly string[];
  readonly 'cache.folder': string;
  readonly 'cache.maxMegabytes': number;
}

/** Who may set it: `machine` and `application` ones are out of a workspace's reach. */
export type SettingScope = 'application' | 'machine' | 'window' | 'resource';
