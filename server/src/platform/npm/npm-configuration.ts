import type { ExplicitNetwork, RegistryOptions } from './npm-options.js';
import type { ProjectMappings } from './project-npmrc.js';

/** How the process's environment says the network is reached; the weakest voice. */
export interface EnvironmentNetwork {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
  /** Content of the file that `NODE_EXTRA_CA_CERTS` names. */
  readonly extraCertificates?: string;
  /** This process was started with that file, so that Node.js trusts it by itself. */
  readonly extraCertificatesInUse?: boolean;
  /** False where `NODE_TLS_REJECT_UNAUTHORIZED` is `0`. */
  readonly strictSsl: boolean;
}

/** What npm would use for one project, as a plain value. */
export interface NpmConfiguration {
  /** As npm-registry-fetch takes them: `registry`, `@scope:registry`, `//host/:_authToken`, `cert`, `key` … */
  readonly options: RegistryOptions;
  /** Only what some configuration file or `npm_config_…` variable really says. */
  readonly explicit: ExplicitNetwork;
  readonly environment: EnvironmentNetwork;
  /** The user's default registry, whatever the project says. */
  readonly userRegistry: string;
  /** Registry keys (`registry`, `@scope:registry`) whose value comes from the project's file. */
  readonly decidedByProject: ReadonlySet<string>;
  /** What the project's unused file says; absent where that file is used. */
  readonly unused?: ProjectMappings;
  /** Registry keys that `npm_config_…` variables set: no project file can change them. */
  readonly decidedByEnvironment: ReadonlySet<string>;
  /** `--registry`: used for every name. */
  readonly override?: string;
  /** npm's settings of the whole machine lie there, if anywhere. */
  readonly globalFile?: string;
  /** What could not be used, in sentences. */
  readonly problems: readonly string[];
  /** Equal for configurations that have the same effect. Derived from secrets: for memory only, never written. */
  readonly fingerprint: string;
}
