import type { IgnoredAdvisory, InstallWait, ManagerPolicy, PackageManager, Policy, Words } from '../model/index.js';

/** A file in which the team has already decided something. `read` never throws: see `Policy.problems`. */
export interface PolicyFormat {
  readonly id: string;
  readonly fileName: string;
  read(text: string): Policy;
}

/** What one file tells a package manager, or another tool. What it does not speak of is absent. */
export interface ManagerSettings {
  readonly wait?: Omit<InstallWait, 'file'>;
  readonly exempt?: readonly string[];
  /** No script runs at all, or every one does. */
  readonly scripts?: 'none' | 'all';
  readonly allowed?: readonly string[];
  readonly denied?: readonly string[];
  /** How the list is called that names them: `allowBuilds`. */
  readonly list?: string;
  readonly refusesExotic?: boolean;
  readonly refusesTrustLoss?: boolean;
  readonly trustExempt?: readonly string[];
  /** Milliseconds. */
  readonly trustIgnoreAfter?: number;
  readonly ignored?: readonly Omit<IgnoredAdvisory, 'file'>[];
}

/** A file that tells package managers, or other tools, what may be installed. `read` never throws. */
export interface ManagerSettingsFormat {
  readonly id: string;
  read(text: string, manager: PackageManager): ManagerSettings;
}

/** Where to look for such files, and for whom. */
export interface TeamPlace {
  /** Absolute path of the lockfile's folder; without one, of the project's. */
  readonly folder: string;
  /** Undefined where nothing tells which one governs: then only what concerns no manager is read. */
  readonly manager: PackageManager | undefined;
  /** `10.5.2`, where that is told. */
  readonly managerVersion?: string;
  /** False: the project's own files are not used. */
  readonly trusted: boolean;
}

/** What was found there. */
export interface TeamSettings {
  readonly manager?: ManagerPolicy;
  readonly ignored: readonly IgnoredAdvisory[];
  /** In sentences: what is there and not used. */
  readonly notes: readonly Words[];
}

export type TeamSettingsReader = (place: TeamPlace) => Promise<TeamSettings>;
