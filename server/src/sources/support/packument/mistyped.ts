import { objectOf } from '../json.js';
import type { JsonObject } from '../json.js';

type Check = (value: unknown) => boolean;
/** In pairs: documents have thousands of versions, and each is looked at. */
type Types = readonly (readonly [field: string, check: Check])[];

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isList: Check = (value) => Array.isArray(value);
const isRecord: Check = (value) => objectOf(value) !== undefined;
const isTextOrFlag: Check = (value) => isText(value) || isFlag(value);
const isListOrFlag: Check = (value) => isList(value) || isFlag(value);

const isRecordOfTexts: Check = (value) => {
  const record = objectOf(value);
  for (const key in record) if (typeof record[key] !== 'string') return false;
  return record !== undefined;
};

const hasTexts = (...fields: readonly string[]): Check => {
  const types = fields.map((field) => [field, isText] as const);
  return (value) => isRecord(value) && isTyped(types, value as JsonObject);
};

const DEPENDENCY_TYPES: Types = [
  ['dependencies', isRecordOfTexts],
  ['optionalDependencies', isRecordOfTexts],
  ['peerDependencies', isRecordOfTexts],
  ['peerDependenciesMeta', isRecord],
  ['bundleDependencies', isListOrFlag],
  ['bundledDependencies', isListOrFlag],
];

const SCRIPT_TYPES: Types = [
  ['scripts', hasTexts('preinstall', 'install', 'postinstall')],
  ['hasInstallScript', isFlag],
  ['gypfile', isFlag],
];

const areDistTexts = hasTexts('integrity', 'shasum', 'tarball');
const DIST_TYPES: Types = [['attestations', isRecord]];

const OTHER_TYPES: Types = [
  ['deprecated', isTextOrFlag],
  ['_hasShrinkwrap', isFlag],
  ['dist', (value) => areDistTexts(value) && isTyped(DIST_TYPES, value as JsonObject)],
  ['_npmUser', hasTexts('name')],
  ['maintainers', isList],
];

const DOCUMENT_TYPES: Types = [
  ['dist-tags', isRecordOfTexts],
  // A name that was taken down has a note there as well.
  ['time', (value) => isRecordOfTexts({ ...objectOf(value), unpublished: '' }) && isRecord(value)],
  ['maintainers', isList],
];

/**
 * True where something that findings rest on has another type than it can have, so that nobody knows what it would say. Some of the
 * earliest versions have such (mime 1.2 has a list of dependencies). What is told as null counts as not told.
 */
export function isVersionMistyped(manifest: JsonObject): boolean {
  return areDependenciesMistyped(manifest) || areScriptsMistyped(manifest) || !isTyped(OTHER_TYPES, manifest);
}

export function areDependenciesMistyped(manifest: JsonObject): boolean {
  return !isTyped(DEPENDENCY_TYPES, manifest);
}

export function areScriptsMistyped(manifest: JsonObject): boolean {
  return !isTyped(SCRIPT_TYPES, manifest);
}

/** The same of a document, its versions aside. */
export function isDocumentMistyped(document: JsonObject): boolean {
  return !isTyped(DOCUMENT_TYPES, document);
}

function isTyped(types: Types, object: JsonObject): boolean {
  for (const [field, check] of types) {
    const value = object[field];
    if (value !== undefined && value !== null && !check(value)) return false;
  }
  return true;
}
