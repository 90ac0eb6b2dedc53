import { readDeclared, type VersionFacts } from '../../../model/index.js';
import { bareRecord, objectOf, stringRecordOf, textOf, webUrlOf } from '../json.js';
import type { JsonObject } from '../json.js';
import { accountsOf } from './accounts.js';
import { licenseOf } from './license.js';
import { areDependenciesMistyped, areScriptsMistyped, isVersionMistyped } from './mistyped.js';
import { repositoryUrl } from './repository-url.js';
import { signaturesOf } from './signatures.js';

const MAX_TEXT_LENGTH = 1000;
const MAX_NAME_LENGTH = 200;
const MAX_DESCRIPTION_LENGTH = 300;
const MAX_SCRIPT_LENGTH = 10_000;
const MAX_URL_LENGTH = 2000;

/** What npm runs when a package is installed as a dependency. `prepare` runs for git dependencies only. */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall'] as const;

/**
 * Fields that only a whole manifest has. `dependencies`, `engines`, `bin` and their like stand in abbreviated documents
 * too, which never hold scripts, so they tell nothing; nor does what a registry adds by itself (`_npmUser`, `gitHead`).
 * Some mirrors keep none of these: then scripts are unknown.
 */
const MANIFEST_FIELDS = [
  ...['scripts', 'description', 'main', 'module', 'exports', 'type', 'types', 'files', 'license', 'repository'],
  ...['author', 'contributors', 'keywords', 'homepage', 'bugs'],
] as const;

/** Fields that tell of what a version asks for. A document that keeps one of them keeps all. */
const DECLARING_FIELDS = [
  ...['dependencies', 'optionalDependencies', 'peerDependencies', 'peerDependenciesMeta'],
  ...['bundleDependencies', 'bundledDependencies'],
] as const;

const TELLING_FIELDS = [...MANIFEST_FIELDS, 'engines', 'bin'] as const;
const DECLARES_NOTHING = JSON.stringify(readDeclared({}));

/** Everything that is read of a manifest, here and for what the newest one says of its project. */
export const VERSION_FIELDS: readonly string[] = Object.freeze([
  ...MANIFEST_FIELDS,
  ...DECLARING_FIELDS,
  ...['dist', 'deprecated', 'hasInstallScript', 'gypfile', 'engines', 'bin', 'licenses', '_npmUser', 'maintainers'],
  '_hasShrinkwrap',
]);

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Reads one entry of a packument's `versions`. Of one that is no object nothing is known but that there is such a version. */
export function readVersion(version: string, json: unknown, publishedAt: number | undefined): VersionFacts {
  const manifest = objectOf(json);
  if (manifest === undefined) return { version, partial: true, ...(publishedAt !== undefined && { publishedAt }) };
  const facts: Writable<VersionFacts> = { version };
  const set = <K extends keyof VersionFacts>(field: K, value: VersionFacts[K]): void => {
    if (value !== undefined) facts[field] = value;
  };
  const dist = objectOf(manifest.dist);
  set('publishedAt', publishedAt);
  set('deprecated', deprecationOf(manifest.deprecated));
  set('installScripts', installScripts(manifest));
  set('hasInstallScript', hasInstallScript(manifest));
  // Some of 2011 have a list here ("node >= 0.4"); npm reads only the dictionary.
  set('engines', filled(stringRecordOf(manifest.engines, MAX_TEXT_LENGTH)));
  set('peerDependencies', filled(stringRecordOf(manifest.peerDependencies, MAX_TEXT_LENGTH)));
  set('declares', declares(manifest));
  set('description', textOf(manifest.description, MAX_DESCRIPTION_LENGTH));
  set('integrity', integrityOf(dist));
  set('shasum', integrityIsTold(dist) ? shasumOf(dist) : undefined);
  set('tarball', webUrlOf(dist?.tarball, MAX_URL_LENGTH));
  set('publisher', textOf(objectOf(manifest._npmUser)?.name, MAX_NAME_LENGTH));
  set('provenance', provenanceOf(manifest));
  const signatures = signaturesOf(dist);
  set('signatures', textOf(signatures.map(({ signature }) => signature).join(' '), Infinity));
  set('signingKeys', textOf(signatures.map(({ keyId }) => keyId).join(' '), Infinity));
  set('maintainers', textOf(accountsOf(manifest.maintainers).join(' '), Infinity));
  set('license', licenseOf(manifest));
  set('repository', repositoryUrl(manifest.repository));
  set('hasShrinkwrap', toldOrNot(manifest._hasShrinkwrap));
  set('partial', isVersionMistyped(manifest) ? true : undefined);
  return facts;
}

function toldOrNot(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** A version that asks for nothing has none of the fields: only other fields tell it from one whose fields were left out. */
function declares(manifest: JsonObject): string | undefined {
  if (areDependenciesMistyped(manifest)) return undefined;
  if (DECLARING_FIELDS.some((field) => Object.hasOwn(manifest, field))) return JSON.stringify(readDeclared(manifest));
  return TELLING_FIELDS.some((field) => Object.hasOwn(manifest, field)) ? DECLARES_NOTHING : undefined;
}

/** Undeprecating writes an empty string or false. A bare `true` is a deprecation without a reason. */
function deprecationOf(value: unknown): string | undefined {
  return value === true ? 'no reason given' : textOf(value, MAX_TEXT_LENGTH);
}

/** Abbreviated documents say that there are scripts, but not which. */
function hasInstallScript({ scripts, hasInstallScript: told }: JsonObject): boolean | undefined {
  return objectOf(scripts) === undefined && typeof told === 'boolean' ? told : undefined;
}

function installScripts(manifest: JsonObject): Readonly<Record<string, string>> | undefined {
  if (areScriptsMistyped(manifest)) return undefined;
  if (hasInstallScript(manifest) !== undefined) return undefined;
  if (!MANIFEST_FIELDS.some((field) => Object.hasOwn(manifest, field))) return undefined;
  const scripts = objectOf(manifest.scripts);
  const found = bareRecord<string>();
  for (const name of INSTALL_SCRIPTS) {
    const script = textOf(scripts?.[name], MAX_SCRIPT_LENGTH);
    if (script !== undefined) found[name] = script;
  }
  // npm's own rule for a package with a binding.gyp, which old registry entries record without the script.
  if (manifest.gypfile === true && found.install === undefined && found.preinstall === undefined) {
    found.install = 'node-gyp rebuild';
  }
  return found;
}

/** Only that the registry says so: whether a statement is true takes its own verification. */
function provenanceOf({ _npmUser: account, dist }: JsonObject): VersionFacts['provenance'] {
  if (objectOf(objectOf(account)?.approver) !== undefined) return 'staged-publish';
  if (objectOf(objectOf(account)?.trustedPublisher) !== undefined) return 'trusted-publisher';
  const stated = objectOf(objectOf(objectOf(dist)?.attestations)?.provenance);
  return stated === undefined ? undefined : 'attestation';
}

/** Versions published before 2017 have no `integrity`; their `shasum` is the SHA-1 in hexadecimal. */
function integrityOf(dist: JsonObject | undefined): string | undefined {
  const integrity = textOf(dist?.integrity, MAX_TEXT_LENGTH);
  if (integrity !== undefined) return integrity;
  const shasum = shasumOf(dist);
  return shasum && `sha1-${Buffer.from(shasum, 'hex').toString('base64')}`;
}

function integrityIsTold(dist: JsonObject | undefined): boolean {
  return textOf(dist?.integrity, MAX_TEXT_LENGTH) !== undefined;
}

function shasumOf(dist: JsonObject | undefined): string | undefined {
  const shasum = dist?.shasum;
  return typeof shasum === 'string' && /^[0-9a-f]{40}$/i.test(shasum) ? shasum.toLowerCase() : undefined;
}

function filled<T extends object>(record: T | undefined): T | undefined {
  return record === undefined || Object.keys(record).length === 0 ? undefined : record;
}
