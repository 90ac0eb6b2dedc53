import semver from 'semver';
import { phrase, type LockedWords, type Phrase, type Subject } from '../model/index.js';
import { defineRule } from './rule.js';
import { addressOf, isAskedOfRegistry, placesOf } from './support/locked-address.js';
import { packageAt, type AddressedPackage } from './support/registry-address.js';
import { withoutSecrets } from './support/remote-url.js';
import { shorten } from './support/text.js';

/** Under one name the lockfile installs something else. */
export const lockfileNameMismatch = defineRule({
  id: 'lockfile-name-mismatch',
  title: 'Lockfile entry that installs another package',
  needs: [],
  find({ subject }) {
    if (!isAskedOfRegistry(subject)) return [];
    for (const place of placesOf(subject)) {
      const mismatch = hiddenAlias(subject, place) ?? otherAddress(subject, place);
      if (mismatch === undefined) continue;
      const { message, field, value } = mismatch;
      return [{ message, target: 'name' as const, evidence: [{ kind: 'lockfile' as const, field, value }] }];
    }
    return [];
  },
});

interface Mismatch {
  readonly message: Phrase;
  readonly field: string;
  readonly value: string;
}

/** An alias that nobody asks for: whoever depends on the name means the package of that name. */
function hiddenAlias(subject: Subject, { alias, askedPlainly, version, ...place }: LockedWords): Mismatch | undefined {
  if (alias === undefined || askedPlainly !== true) return undefined;
  const real = place.name ?? subject.name;
  const wanted = shorten(alias, 214);
  return {
    message: phrase(
      'the lockfile installs {package} under the name {name}, and nobody asks for that: {name} itself is meant',
      { package: labelOf(real, version), name: wanted },
    ),
    field: 'name',
    value: shorten(real, 214),
  };
}

/** Addresses of a shape that no registry uses name no package, and say nothing here. */
function otherAddress(subject: Subject, place: LockedWords): Mismatch | undefined {
  const address = addressOf(place);
  if (address?.kind !== 'tarball') return undefined;
  const served = packageAt(address.url);
  const name = place.name ?? subject.name;
  const what = served && differenceOf(name, place.version, served);
  if (served === undefined || what === undefined) return undefined;
  const about = { package: labelOf(name, place.version), other: labelOf(served.name, served.version) };
  return {
    message:
      what === 'package'
        ? phrase("the lockfile's entry for {package} fetches another package: {other}", about)
        : phrase("the lockfile's entry for {package} fetches another version: {other}", about),
    field: 'resolved',
    value: withoutSecrets(address.url),
  };
}

function differenceOf(
  name: string,
  version: string | null,
  served: AddressedPackage,
): 'package' | 'version' | undefined {
  if (served.name !== name) return 'package';
  return isOtherVersion(version, served.version) ? 'version' : undefined;
}

function labelOf(name: string, version: string | null | undefined): string {
  return shorten([name, version ?? ''].join(' ').trim(), 280);
}

/** File names leave out what is behind a `+`, as registries do. */
function isOtherVersion(locked: string | null, served: string | undefined): boolean {
  if (locked === null || served === undefined) return false;
  if (semver.valid(locked, true) === null || semver.valid(served, true) === null) return false;
  return semver.compare(locked, served, true) !== 0;
}
