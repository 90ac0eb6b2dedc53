import type { Packument, VersionFacts } from '../../../model/index.js';
import { bareRecord, objectOf, stringRecordOf, webUrlOf, withoutUndefined } from '../json.js';
import type { JsonObject } from '../json.js';
import { accountsOf } from './accounts.js';
import { licenseOf } from './license.js';
import { isDocumentMistyped } from './mistyped.js';
import { publicationDates } from './publication-dates.js';
import { repositoryUrl } from './repository-url.js';
import { readVersion } from './version-reader.js';

const MAX_TAG_LENGTH = 300;
const MAX_URL_LENGTH = 2000;

/** Everything npm can install looks like this; keys such as `__proto__` or `latest` in `versions` do not. */
const VERSION = /^v?\d+\.\d+\.\d+\S{0,240}$/;

/**
 * Reads a registry's document about a name, full or abbreviated, from any registry or mirror. Never throws; what has
 * the wrong type counts as not there and makes it partial, and a bad version does not cost the good ones.
 * Undefined where it is not the document of this name.
 *
 * @param registryHost for the reader, without credentials.
 * @param isPublicRegistry it is the one that npm uses where nothing is configured.
 */
export function readPackument(
  json: unknown,
  name: string,
  registryHost: string,
  isPublicRegistry = false,
): Packument | undefined {
  const document = objectOf(json);
  const time = objectOf(document?.time);
  if (document === undefined || !isAbout(document, name)) return undefined;
  // A name whose every version was unpublished keeps its document, with a note in `time` and without `versions`.
  const listed = objectOf(document.versions) ?? (time?.unpublished === undefined ? undefined : {});
  if (listed === undefined) return undefined;
  const { createdAt, publishedAt, unpublished } = publicationDates(time, Object.keys(listed));
  const distTags = stringRecordOf(document['dist-tags'], MAX_TAG_LENGTH) ?? bareRecord<string>();
  return {
    name,
    distTags,
    versions: readVersions(listed, publishedAt),
    ...withoutUndefined({ createdAt, maintainers: maintainersOf(document), unpublished, partial: partialOf(document) }),
    ...aboutProject(document, newestOf(listed, distTags)),
    registryHost,
    publicRegistry: isPublicRegistry,
  };
}

function partialOf(document: JsonObject): true | undefined {
  return isDocumentMistyped(document) ? true : undefined;
}

function maintainersOf({ maintainers }: JsonObject): readonly string[] | undefined {
  const accounts = accountsOf(maintainers);
  return accounts.length === 0 ? undefined : accounts;
}

function readVersions(
  listed: JsonObject,
  publishedAt: Readonly<Record<string, number>>,
): Readonly<Record<string, VersionFacts>> {
  const versions = bareRecord<VersionFacts>();
  for (const [version, manifest] of Object.entries(listed)) {
    if (VERSION.test(version)) versions[version] = readVersion(version, manifest, publishedAt[version]);
  }
  return versions;
}

function newestOf(listed: JsonObject, distTags: Readonly<Record<string, string>>): JsonObject {
  const { latest } = distTags;
  return (latest !== undefined && Object.hasOwn(listed, latest) ? objectOf(listed[latest]) : undefined) ?? {};
}

/** Mirrors may leave `name` out; a different one is another package's document. */
function isAbout(document: JsonObject, name: string): boolean {
  return typeof document.name !== 'string' || document.name === name;
}

type AboutProject = Pick<Packument, 'repository' | 'homepage' | 'license'>;

/** The document repeats the newest manifest's fields at its top; some mirrors do so only in the manifest. */
function aboutProject(document: JsonObject, newest: JsonObject): AboutProject {
  const repository = repositoryUrl(newest.repository) ?? repositoryUrl(document.repository);
  const homepage = webUrlOf(newest.homepage, MAX_URL_LENGTH) ?? webUrlOf(document.homepage, MAX_URL_LENGTH);
  const license = licenseOf(newest) ?? licenseOf(document);
  return withoutUndefined({ repository, homepage, license });
}
