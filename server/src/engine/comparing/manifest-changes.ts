import { parseJsonObject, type JsonObject } from './json-object.js';

/** Scripts that run when somebody installs the package. */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall'] as const;

const DEPENDENCIES = ['dependencies', 'optionalDependencies', 'bundleDependencies', 'peerDependencies'] as const;

/** What an import of the package, or its command, runs. */
const ENTRIES = ['main', 'module', 'exports', 'browser', 'bin', 'imports'] as const;

/** What of a `package.json` is worth a look, in a few words each, the gravest first. */
export function manifestChanges(before: string | undefined, after: string | undefined): readonly string[] {
  const [old, now] = [parseJsonObject(before), parseJsonObject(after)];
  const scripts = INSTALL_SCRIPTS.filter((name) => differs(objectAt(old, 'scripts'), objectAt(now, 'scripts'), name));
  const added = DEPENDENCIES.flatMap((section) => newNames(objectAt(old, section), objectAt(now, section)));
  const entries = ENTRIES.filter((name) => differs(old, now, name));
  return [
    ...scripts.map((name) => `another ${name} script`),
    ...(added.length === 0 ? [] : [added.length === 1 ? 'a new dependency' : `${added.length} new dependencies`]),
    ...(entries.length === 0 ? [] : [`another ${entries.join(', ')}`]),
  ];
}

function differs(old: JsonObject, now: JsonObject, name: string): boolean {
  return now[name] !== undefined && JSON.stringify(old[name]) !== JSON.stringify(now[name]);
}

function newNames(old: JsonObject, now: JsonObject): readonly string[] {
  return Object.keys(now).filter((name) => !Object.hasOwn(old, name));
}

function objectAt(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}
