import type { Level } from './level.js';
import type { Settings } from './settings.js';

/** What an organisation has decided for all projects of a machine: data, which no project can weaken. */
export interface OrganisationRules {
  /** By rule: findings are worth at least this, whatever a project says. */
  readonly leastLevels: Readonly<Record<string, Level>>;
  /** Patterns of names that may not be used: `event-stream`, `@scope/*`, `name@1.0.0`. */
  readonly denied: readonly string[];
  /** Patterns of names of which one has to fit; empty: any may be used. */
  readonly allowed: readonly string[];
  /** Ids of licences, as in SPDX. */
  readonly deniedLicences: readonly string[];
  readonly allowedLicences: readonly string[];
  /** Hosts of registries, of which each package has to come from one; empty: from any. */
  readonly registries: readonly string[];
  /** Hours that a version has to be out to count as settled, at least. */
  readonly minimumAgeHours: number;
}

/** Undefined where the machine's settings hold none. */
export function organisationRules(settings: Settings): OrganisationRules | undefined {
  const rules: OrganisationRules = {
    leastLevels: settings['organisation.leastLevels'],
    denied: settings['organisation.denied'],
    allowed: settings['organisation.allowed'],
    deniedLicences: settings['organisation.deniedLicences'],
    allowedLicences: settings['organisation.allowedLicences'],
    registries: settings['organisation.registries'],
    minimumAgeHours: settings['organisation.minimumAgeHours'],
  };
  const { leastLevels, minimumAgeHours, ...lists } = rules;
  const isSet =
    minimumAgeHours > 0 || Object.keys(leastLevels).length > 0 || Object.values(lists).some(({ length }) => length > 0);
  return isSet ? rules : undefined;
}

/** The least level of a rule's findings; undefined where the organisation does not speak of it. */
export function leastLevelOf(rules: OrganisationRules | undefined, rule: string): Level | undefined {
  return rules !== undefined && Object.hasOwn(rules.leastLevels, rule) ? rules.leastLevels[rule] : undefined;
}
