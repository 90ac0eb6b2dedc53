import fetchFromRegistry from 'npm-registry-fetch';
import validatePackageName from 'validate-npm-package-name';
import { phrase, type Outcome, type Phrase } from '../../model/index.js';
import { failed, scopeOf, skipped } from '../../model/index.js';
import { credentialsFor } from './credentials.js';
import type { NpmConfiguration } from './npm-configuration.js';
import type { ProjectMappings } from './project-npmrc.js';

/** Where a name is asked for. */
export interface Registry {
  /** Ends with `/`. May hold credentials where the configuration writes them into the URL: never for a reader. */
  readonly url: string;
  /** The URL without credentials: for keys. */
  readonly id: string;
  /** Host, and port where one is given, for the reader. */
  readonly host: string;
  /** The user's default registry: neither a scope's nor one that a project's file has chosen. */
  readonly isDefault: boolean;
  /** Requests carry credentials, so what they show may differ from what others see. */
  readonly hasCredentials: boolean;
}

/** Names that npm itself would send somewhere. Old ones may have capitals or be long; none can leave its path segment. */
export function isPackageName(name: string): boolean {
  return validatePackageName(name).validForOldPackages;
}

/** The registry for a name, or why none is asked. */
export function registryFor(config: NpmConfiguration, packageName: string): Registry | Outcome<never> {
  if (!isPackageName(packageName)) {
    return failed('unsupported', phrase('It is not a name that a registry could hold, so none was asked.'));
  }
  if (config.override !== undefined) return registryAt(config, config.override, true);
  const unclear = mappedElsewhere(config, packageName);
  if (unclear !== undefined) {
    const message = phrase('{name} was not looked up: {why}.', { name: packageName, why: unclear });
    return skipped('untrusted-configuration', message);
  }
  const picked = fetchFromRegistry.pickRegistry(packageName, config.options);
  return registryAt(config, picked, isUsersDefault(config, packageName, picked));
}

/**
 * `registryFor` for many names: it is a name's scope that decides, so one answer serves a whole scope. A lockfile has
 * thousands of names and a dozen scopes.
 */
export function createRegistryChooser(config: NpmConfiguration): (packageName: string) => Registry | Outcome<never> {
  const known = new Map<string, Registry>();
  return (packageName) => {
    const scope = scopeOf(packageName) ?? '';
    const remembered = isPackageName(packageName) ? known.get(scope) : undefined;
    if (remembered !== undefined) return remembered;
    const found = registryFor(config, packageName);
    if (!('status' in found)) known.set(scope, found);
    return found;
  };
}

function registryAt(config: NpmConfiguration, written: string, isDefault: boolean): Registry | Outcome<never> {
  const url = registryUrl(written);
  if (url === undefined)
    return failed('unsupported', phrase('The registry configured for it is not an http or https URL.'));
  const hasCredentials = url.username !== '' || credentialsFor(config, url).any;
  return { url: url.href, id: withoutCredentials(url.href), host: url.host, isDefault, hasCredentials };
}

/** For keys of what is kept on disk. A text that is no URL stays as it is. */
export function withoutCredentials(written: string): string {
  if (!URL.canParse(written)) return written;
  const url = new URL(written);
  url.username = '';
  url.password = '';
  return url.href;
}

/** Undefined where it is no http(s) URL, as with `${VARIABLE}` that is not set. */
function registryUrl(written: string): URL | undefined {
  const text = written.trim();
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  url.hash = '';
  url.search = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

function sameRegistry(a: string, b: string): boolean {
  return a === b || (registryUrl(a)?.href ?? a) === (registryUrl(b)?.href ?? b);
}

/** A scope or a project that names the default registry once more changes nothing. */
function isUsersDefault(config: NpmConfiguration, packageName: string, picked: string): boolean {
  const scopeKey = `${scopeOf(packageName) ?? ''}:registry`;
  const byScope = Object.hasOwn(config.options, scopeKey);
  const moved = byScope || config.decidedByProject.has('registry');
  return !moved || sameRegistry(picked, config.userRegistry);
}

/** Why the name may belong to a registry that only the project's own, unused file knows of. */
function mappedElsewhere(config: NpmConfiguration, packageName: string): Phrase | undefined {
  const { unused } = config;
  if (unused === undefined) return undefined;
  if (unused.unclear !== undefined) {
    return phrase('{why}, so its registry is not known', { why: unused.unclear });
  }
  const named = registryNamedBy(unused, config, packageName);
  if (named === undefined) return undefined;
  const users = fetchFromRegistry.pickRegistry(packageName, config.options);
  if (sameRegistry(named || config.userRegistry, users)) return undefined;
  return phrase("the project's .npmrc names another registry for it, and is not used until the project is trusted");
}

function registryNamedBy(unused: ProjectMappings, config: NpmConfiguration, packageName: string): string | undefined {
  const scope = scopeOf(packageName);
  const scopeKey = `${scope ?? ''}:registry`;
  if (config.decidedByEnvironment.has(scopeKey)) return undefined;
  const named = scope === undefined ? undefined : unused.scopes.get(scope);
  if (named !== undefined) return named;
  // The user's own mapping of the scope is stronger than any default.
  if (Object.hasOwn(config.options, scopeKey) || config.decidedByEnvironment.has('registry')) return undefined;
  return unused.defaultRegistry;
}
