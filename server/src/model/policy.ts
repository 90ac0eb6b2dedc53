import type { Level } from './level.js';
import type { IgnoredAdvisory, ManagerPolicy } from './manager-policy.js';
import type { OrganisationRules } from './organisation.js';
import type { Words } from './phrase.js';

/** One accepted finding of `package-risk.json`. */
export interface Acceptance {
  /** `name@version`. */
  readonly package: string;
  readonly rule: string;
  /** Where given, the acceptance holds only for these bytes. */
  readonly integrity?: string;
  readonly reason: string;
  /** `YYYY-MM-DD`; the acceptance holds through that day, UTC. */
  readonly expires: string;
}

/** What the team has decided: thresholds and accepted findings. */
export interface Policy {
  readonly rules: Readonly<Record<string, 'off' | Level>>;
  readonly allow: readonly { readonly package: string; readonly reason: string }[];
  readonly accept: readonly Acceptance[];
  /** Hours a version has to be out before it counts as safe. */
  readonly cooldownHours?: number;
  /** What the machine's settings say for all projects: above everything else here. */
  readonly organisation?: OrganisationRules;
  /** What the package manager that governs the project has been told. */
  readonly manager?: ManagerPolicy;
  /** Advisories that the team has told other tools to leave aside. */
  readonly ignored?: readonly IgnoredAdvisory[];
  /** What could not be read, in sentences; the rest still counts. */
  readonly problems: readonly Words[];
}

export const EMPTY_POLICY: Policy = Object.freeze({ rules: {}, allow: [], accept: [], problems: [] });

/** Findings of these rules cannot be switched off, lowered, allowed or accepted by a project. */
export const UNSILENCEABLE_RULES: readonly string[] = Object.freeze(['known-malware', 'against-organisation']);
