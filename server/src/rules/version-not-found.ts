import semver from 'semver';
import {
  eitherOf,
  phrase,
  valueOf,
  type Dependency,
  type FindingDraft,
  type Packument,
  type Subject,
  type Words,
} from '../model/index.js';
import { defineRule } from './rule.js';
import { nearestVersions } from './support/nearest-versions.js';
import { takenDown } from './support/taken-down.js';
import { labelOf, nameOf, shorten } from './support/text.js';

/** The name exists, the version that is asked for does not. */
export const versionNotFound = defineRule({
  id: 'version-not-found',
  title: 'Version that does not exist in the registry',
  needs: ['packument'],
  find({ subject, facts }) {
    const packument = valueOf(facts.packument);
    // Of what was taken down there is more to say than that it is not there.
    if (packument === undefined || takenDown(subject, packument) !== undefined) return [];
    const found = declaredInVain(subject, packument) ?? lockedAndGone(subject, packument);
    return found === undefined ? [] : [found];
  },
});

function declaredInVain(subject: Subject, packument: Packument): FindingDraft | undefined {
  const { dependency, resolution } = subject;
  if (resolution.from !== 'nowhere' || resolution.because !== 'no-such-version' || dependency === undefined)
    return undefined;
  // An optional peer may name a version that is still to come.
  if (dependency.optionalPeer === true) return undefined;
  const near = nearestVersions(packument, declaredVersion(dependency));
  const sentence = whatIsMissing(nameOf(subject), dependency);
  const message =
    near.length === 0
      ? sentence
      : phrase('{sentence}; the nearest is {nearest}', { sentence, nearest: eitherOf(near) });
  return draftOf(message, dependency.raw, near, 'file');
}

function whatIsMissing(name: string, { specifier, raw }: Dependency): Words {
  const asked = shorten(raw, 64);
  if (specifier.kind === 'tag') {
    return phrase('{package} has no dist-tag "{tag}"', { package: name, tag: shorten(specifier.tag, 64) });
  }
  return specifier.kind === 'version'
    ? phrase('{package} does not exist in the registry', {
        package: `${name} ${shorten(specifier.version, 64)}`,
      })
    : phrase('no published version of {package} satisfies "{asked}"', { package: name, asked });
}

/** The lowest version that would do, from which "nearest" is measured. */
function declaredVersion({ specifier }: Dependency): string | undefined {
  if (specifier.kind === 'version') return specifier.version;
  if (specifier.kind !== 'range') return undefined;
  try {
    return semver.minVersion(specifier.range, { loose: true })?.version;
  } catch {
    return undefined;
  }
}

/**
 * The lockfile's version was taken down, which is also what happens to malware. It counts only where the registry
 * document knows a later version: one that is merely older than the lockfile does not know the newest versions yet.
 */
function lockedAndGone(subject: Subject, packument: Packument): FindingDraft | undefined {
  const { resolution, locked } = subject;
  if (resolution.from !== 'lockfile' || !isFromRegistry(locked?.resolved)) return undefined;
  const { version } = resolution;
  if (packument.versions[version] !== undefined || semver.valid(version) === null) return undefined;
  if (!Object.keys(packument.versions).some((known) => semver.valid(known) !== null && semver.gt(known, version))) {
    return undefined;
  }
  const near = nearestVersions(packument, version);
  const message = phrase('{package} is in the lockfile but no longer in the registry', { package: labelOf(subject) });
  return draftOf(message, version, near, 'lockfile');
}

/** Only an entry with a registry's tarball address is surely of the registry; bundled ones and links have none. */
function isFromRegistry(resolved: string | undefined): boolean {
  return resolved !== undefined && /^https?:\/\/.*\/-\//.test(resolved);
}

function draftOf(
  message: Words,
  asked: string,
  fixedVersions: readonly string[],
  kind: 'file' | 'lockfile',
): FindingDraft {
  const value = shorten(asked, 64);
  return { message, target: 'specifier', evidence: [{ kind, field: 'version', value }], hints: { fixedVersions } };
}
