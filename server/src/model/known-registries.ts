/** The registries that packages of a project may come from, as far as the configuration names them. */
export interface KnownRegistries {
  /** Hosts, with a port where one is given: of the default registry and of all scopes. */
  readonly hosts: ReadonlySet<string>;
  /** Hosts that only the project's own files name, which are not used as the project is not trusted. */
  readonly unused: ReadonlySet<string>;
}

/** Of a package that is looked at by itself: nobody asks where it comes from. */
export const NO_REGISTRIES: KnownRegistries = Object.freeze({ hosts: new Set<string>(), unused: new Set<string>() });

/** npm takes these for one registry: a lockfile that names them installs from whichever registry is configured. */
const NPM_HOSTS: ReadonlySet<string> = new Set(['registry.npmjs.org', 'registry.yarnpkg.com']);

export function isNpmHost(host: string): boolean {
  return NPM_HOSTS.has(host);
}
