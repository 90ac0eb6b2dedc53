import { builtinModules } from 'node:module';
import semver from 'semver';
import validateName from 'validate-npm-package-name';

/** What stands behind the name that code imports. */
export type ImportTarget =
  /** `range` where code itself asks for one, as in Deno's `npm:chalk@5`. */
  | { readonly from: 'package'; readonly name: string; readonly range?: string }
  /** The project itself, the platform, or an address: no package that a registry would have. */
  | { readonly from: 'elsewhere' };

/** What of a project decides which names are packages. */
export interface ImportNames {
  /** The project's own name, and those of the other members of its workspace. */
  readonly own: ReadonlySet<string>;
  /** Names with one `*` at most that the project's settings give to its files. */
  readonly aliases: readonly string[];
  /** Files and folders that can be imported by their bare names, without endings. */
  readonly local: ReadonlySet<string>;
  /** What any manifest around declares. */
  readonly declared: ReadonlySet<string>;
}

const ELSEWHERE: ImportTarget = Object.freeze({ from: 'elsewhere' });

/** Bare names of what some platforms bring along, unless the project declares a package of the name. */
const PLATFORMS: ReadonlySet<string> = new Set(['vscode', 'bun', 'k6', 'lwc']);
/** Scopes that stand for something in a framework, with the package that makes it so. */
const FRAMEWORK_SCOPES: ReadonlyMap<string, RegExp> = new Map([
  ['@theme', /^@docusaurus\//],
  ['@theme-original', /^@docusaurus\//],
  ['@theme-init', /^@docusaurus\//],
  ['@site', /^@docusaurus\//],
  ['@generated', /^@docusaurus\//],
  ['@ember', /^ember-/],
  ['@salesforce', /^@salesforce\//],
]);

const BUILTIN: ReadonlySet<string> = new Set(builtinModules);
const PROTOCOL = /^([a-z][a-z\d+.-]*):/i;
const NPM_SPECIFIER = /^npm:\/?((?:@[^/@]+\/)?[^/@]+)(?:@([^/]+))?/;
const NAME = /^(?:@[^/]+\/)?[^/]+/;

/** What a module's name, as code writes it, leads to. */
export function importTarget(specifier: string, names: ImportNames): ImportTarget {
  if (/^[./\\#~$\0]/.test(specifier)) return ELSEWHERE;
  const protocol = PROTOCOL.exec(specifier)?.[1];
  if (protocol !== undefined) return protocol === 'npm' ? fromNpm(specifier) : ELSEWHERE;
  // What a loader of webpack's does to it stands before it, what a bundler is to do behind it.
  const plain = specifier.replace(/^.*!/, '').replace(/\?.*$/s, '');
  const name = NAME.exec(plain)?.[0] ?? '';
  if (!names.declared.has(name) && isAlias(specifier, names.aliases)) return ELSEWHERE;
  return isPackage(name, names) ? { from: 'package', name } : ELSEWHERE;
}

function fromNpm(specifier: string): ImportTarget {
  const [, name = '', range] = NPM_SPECIFIER.exec(specifier) ?? [];
  if (!validateName(name).validForOldPackages) return ELSEWHERE;
  const isRange = range !== undefined && semver.validRange(range) !== null;
  return { from: 'package', name, ...(isRange && { range }) };
}

function isPackage(name: string, { own, local, declared }: ImportNames): boolean {
  if (declared.has(name)) return true;
  const first = name.split('/')[0] ?? '';
  const framework = FRAMEWORK_SCOPES.get(first);
  if (framework !== undefined && [...declared].some((one) => framework.test(one))) return false;
  if (own.has(name) || local.has(first) || BUILTIN.has(name) || PLATFORMS.has(name)) return false;
  return isName(name);
}

/** As registries take it. Letters that deceive are in names that none takes, and somebody may still install them. */
function isName(name: string): boolean {
  if (validateName(name).validForOldPackages) return true;
  return /[^\0-\x7f]/.test(name) && validateName(name.replace(/[^\0-\x7f]/g, 'x')).validForOldPackages;
}

function isAlias(specifier: string, aliases: readonly string[]): boolean {
  return aliases.some((alias) => {
    const star = alias.indexOf('*');
    if (star < 0) {
      const exact = alias.replace(/\$$/, '');
      return specifier === exact || (exact === alias && specifier.startsWith(`${alias}/`));
    }
    const [start, end] = [alias.slice(0, star), alias.slice(star + 1)];
    return specifier.length >= start.length + end.length && specifier.startsWith(start) && specifier.endsWith(end);
  });
}
