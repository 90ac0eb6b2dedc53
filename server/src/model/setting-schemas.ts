import { readLeastLevels } from './least-levels.js';
import type { Settings, SettingScope } from './settings.js';

export interface SettingSchema<T> {
  readonly scope: SettingScope;
  readonly default: T;
  /** One sentence, shown in the settings editor. */
  readonly description: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Takes what is well-formed of an object. */
  readonly read?: (value: unknown) => T;
}

/** The one place where settings are declared; `package.json` repeats it, and a test holds the two together. */
export const SETTINGS: { readonly [K in keyof Settings]: SettingSchema<Settings[K]> } = Object.freeze({
  enable: {
    scope: 'resource',
    default: true,
    description: 'Judge the dependencies of this folder.',
  },
  offline: {
    scope: 'window',
    default: false,
    description: 'Use only the data on this machine: ask no registry and no advisory service.',
  },
  severity: {
    scope: 'resource',
    default: { critical: 'error', high: 'error', medium: 'warning', low: 'information' },
    description: 'How problems of each level are shown.',
  },
  cooldownHours: {
    scope: 'window',
    default: 72,
    description: 'How many hours a version has to be published before it counts as settled.',
    minimum: 0,
    maximum: 8760,
  },
  'codeLens.enable': {
    scope: 'resource',
    default: true,
    description: 'Show over each list of dependencies how many problems it has, and the safe fixes.',
  },
  'completion.enable': {
    scope: 'resource',
    default: true,
    description: 'Complete names and versions of packages in manifests, with what is known of them.',
  },
  'inlayHints.enable': {
    scope: 'resource',
    default: false,
    description: 'Show behind each declared version the one that it resolves to.',
  },
  'documentLinks.enable': {
    scope: 'resource',
    default: false,
    description: 'Underline names of public packages, and lead from them to their pages.',
  },
  'advisories.registry': {
    scope: 'application',
    default: true,
    description:
      'Ask the package registry for known vulnerabilities; names and versions of its packages are sent to it.',
  },
  'advisories.osv': {
    scope: 'application',
    default: true,
    description:
      'Ask OSV for known vulnerabilities and malware; names and versions of packages from the public registry are sent to it.',
  },
  'advisories.osvUrl': {
    scope: 'machine',
    default: 'https://api.osv.dev',
    description: 'Address of the OSV service or of a mirror that speaks its protocol.',
  },
  'advisories.publicRegistries': {
    scope: 'machine',
    default: [],
    description:
      "Hosts of further registries that hold only public packages, such as mirrors of npm's: their names may be sent to the services that are asked about public packages.",
  },
  'names.publicRegistry': {
    scope: 'machine',
    default: '',
    description:
      'Address of the public registry (https://registry.npmjs.org), to ask it also about names that come from other registries and may be private: so that strangers who have taken the name of an internal package are found. Empty: it is not asked about them.',
  },
  'downloads.enable': {
    scope: 'application',
    default: true,
    description:
      'Ask npm how often packages that a manifest names are downloaded; names of packages from the public registry are sent to it.',
  },
  'downloads.url': {
    scope: 'machine',
    default: 'https://api.npmjs.org',
    description: "Address of npm's download counts or of a service that speaks its protocol.",
  },
  'scorecard.enable': {
    scope: 'application',
    default: false,
    description:
      'Ask OpenSSF Scorecard how the repositories are kept that packages of a manifest name; the repositories of packages from the public registry are sent to it.',
  },
  'scorecard.url': {
    scope: 'machine',
    default: 'https://api.scorecard.dev',
    description: 'Address of OpenSSF Scorecard or of a service that speaks its protocol.',
  },
  'advisories.depsDev': {
    scope: 'application',
    default: false,
    description:
      'Ask deps.dev what it finds about packages, through an early interface of it; names and versions of packages from the public registry are sent to it.',
  },
  'advisories.depsDevUrl': {
    scope: 'machine',
    default: 'https://api.deps.dev',
    description: 'Address of deps.dev or of a service that speaks its protocol.',
  },
  'signatures.verify': {
    scope: 'application',
    default: true,
    description:
      "Verify the registry's signatures, and what builds have stated about versions that a manifest names; the registry is asked for its keys and for the statements.",
  },
  'analysis.enable': {
    scope: 'application',
    default: true,
    description:
      'Look into the files of packages that a manifest names, and of what they bring along where that is young or runs something at install.',
  },
  'analysis.maxMegabytes': {
    scope: 'machine',
    default: 100,
    description:
      'How many megabytes of package files may be downloaded to look into, until the editor is started anew.',
    minimum: 1,
    maximum: 10_000,
  },
  'intelligence.maximumAge': {
    scope: 'machine',
    default: 7,
    description:
      'After how many days the offline data of known malware and advisories counts as old, so that an update is offered; 0 offers none.',
    minimum: 0,
    maximum: 3650,
  },
  'intelligence.mirror': {
    scope: 'machine',
    default: '',
    description:
      "Where the offline data is updated from: a folder, a file or an address with an export of OSV's, or a file that package-risk intel build has made; empty means OSV itself.",
  },
  'organisation.leastLevels': {
    scope: 'machine',
    default: {},
    description:
      'What the findings of a rule are worth at least, by its id: no project of this machine can lower, switch off or accept them.',
    read: readLeastLevels,
  },
  'organisation.denied': {
    scope: 'machine',
    default: [],
    description:
      'Names of packages that no project of this machine may use, with * for any letters: left-pad, @scope/*, name@1.0.0.',
  },
  'organisation.allowed': {
    scope: 'machine',
    default: [],
    description:
      'Names of the packages that projects of this machine may use, with * for any letters; empty allows every one.',
  },
  'organisation.deniedLicences': {
    scope: 'machine',
    default: [],
    description: 'Licences, by their SPDX ids, that no package may have.',
  },
  'organisation.allowedLicences': {
    scope: 'machine',
    default: [],
    description: 'Licences, by their SPDX ids, of which each package has to have one; empty allows every one.',
  },
  'organisation.registries': {
    scope: 'machine',
    default: [],
    description: 'Hosts of the registries that packages may come from; empty allows every one.',
  },
  'organisation.minimumAgeHours': {
    scope: 'machine',
    default: 0,
    description:
      'How many hours a version has to be published at least before it counts as settled, whatever a project says.',
    minimum: 0,
    maximum: 8760,
  },
  'imports.enable': {
    scope: 'resource',
    default: true,
    description:
      'Look at packages that source code imports, that web pages load, and that commands install in documentation, scripts, workflows, settings of tools and terminals.',
  },
  'repository.enable': {
    scope: 'resource',
    default: true,
    description:
      'Look at what the folder itself makes other programs run: scripts at install, tasks that start with the folder, settings of package managers, git hooks, containers and AI assistants.',
  },
  'imports.askRegistry': {
    scope: 'application',
    default: false,
    description:
      'Ask about packages that are imported or named in commands while no package.json declares them; their names are sent to the registry and to the services that are switched on. Otherwise only the data on this machine is used.',
  },
  'secondOpinion.enable': {
    scope: 'application',
    default: false,
    description:
      'Allow to ask a language model of the editor for a second opinion on a package. Each time a command does so, it sends what was found in that public package, and nothing of the project.',
  },
  'network.timeoutSeconds': {
    scope: 'machine',
    default: 20,
    description: 'How long one request may take before it counts as failed.',
    minimum: 1,
    maximum: 300,
  },
  'network.concurrency': {
    scope: 'machine',
    default: 16,
    description: 'How many requests may be under way at once.',
    minimum: 1,
    maximum: 64,
  },
  'teamCache.url': {
    scope: 'machine',
    default: '',
    description:
      'Address of a store (redis://, rediss://, postgres://) in which a team shares what was found in packages; empty shares nothing.',
  },
  'teamCache.publicKeys': {
    scope: 'machine',
    default: [],
    description:
      "Ed25519 keys, in PEM or base64, of those whose entries in the team's store are believed; what anybody else has written there is not used.",
  },
  'cache.folder': {
    scope: 'machine',
    default: '',
    description: "Folder for cached facts; empty means the operating system's place for caches.",
  },
  'cache.maxMegabytes': {
    scope: 'machine',
    default: 300,
    description: 'Size above which the oldest cached facts are dropped.',
    minimum: 10,
    maximum: 10_000,
  },
});

export const DEFAULT_SETTINGS: Settings = Object.freeze(
  Object.fromEntries(Object.entries(SETTINGS).map(([name, schema]) => [name, schema.default])),
) as unknown as Settings;
