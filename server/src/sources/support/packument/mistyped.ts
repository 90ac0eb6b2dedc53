import { objectOf } from '../json.js';
import type { JsonObject } from '../json.js';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isList: Check = (value) => Array.isArray(value);
const isRecord: Check = (value) => objectOf(value) !== undefined;
const isRecordOfTexts: Check = (value) => Object.values(objectOf(value) ?? { none: undefined }).every(isText);

/**
 * The types of what findings rest on. Some of the earliest versions have others (mime 1.2 has a list of dependencies): that cannot be
 * read there either. What is told as null counts as not told.
 */
const DECLARED_TYPES: Readonly<Record<string, Check>> = {
  dependencies: isRecordOfTexts,
  optionalDependencies: isRecordOfTexts,
  peerDependencies: isRecordOfTexts,
  peerDependenciesMeta: isRecord,
  bundleDependencies: (value) => isList(value) || isFlag(value),
  bundledDependencies: (value) => isList(value) || isFlag(value),
};

const SCRIPT_TYPES: Readonly<Record<string, Check>> = {
  scripts: hasTexts(['preinstall', 'install', 'postinstall']),
  hasInstallScript: isFlag,
  gypfile: isFlag,
};

const VERSION_TYPES: Readonly<Record<string, Check>> = {
  ...DECLARED_TYPES,
  ...SCRIPT_TYPES,
  deprecated: (value) => isText(value) || isFlag(value),
  _hasShrinkwrap: isFlag,
  dist: (value) => hasTexts(['integrity', 'shasum', 'tarball'])(value) && isWhole(DIST_TYPES, value),
  _npmUser: hasTexts(['name']),
  maintainers: isList,
};

const DIST_TYPES: Readonly<Record<string, Check>> = { attestations: isRecord };

const DOCUMENT_TYPES: Readonly<Record<string, Check>> = {
  'dist-tags': isRecordOfTexts,
  time: (value) => hasTexts(datedIn(objectOf(value) ?? {}))(value),
  maintainers: isList,
};

/** `created`, `modified` and versions; a name that was taken down has a note as well. */
function datedIn(time: JsonObject): readonly string[] {
  return Object.keys(time).filter((key) => key !== 'unpublished');
}

/** True where something of a version has another type than it can have, so that nobody knows what it would say. */
export function isVersionMistyped(manifest: JsonObject): boolean {
  return !isWhole(VERSION_TYPES, manifest);
}

export function areDependenciesMistyped(manifest: JsonObject): boolean {
  return !isWhole(DECLARED_TYPES, manifest);
}

export function areScriptsMistyped(manifest: JsonObject): boolean {
  return !isWhole(SCRIPT_TYPES, manifest);
}

/** The same of a document, its versions aside. */
export function isDocumentMistyped(document: JsonObject): boolean {
  return !isWhole(DOCUMENT_TYPES, document);
}

function hasTexts(keys: readonly string[]): Check {
  return (value) =>
    isRecord(value) && keys.every((key) => isUntold(objectOf(value)?.[key]) || isText(objectOf(value)?.[key]));
}

function isWhole(types: Readonly<Record<string, Check>>, value: unknown): boolean {
  const object = objectOf(value) ?? {};
  return Object.entries(types).every(([key, check]) => isUntold(object[key]) || check(object[key]));
}

function isUntold(value: unknown): boolean {
  return value === undefined || value === null;
}
