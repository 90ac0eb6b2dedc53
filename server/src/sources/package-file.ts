import type { ReadPackageContents, ReadPackageText } from '../artifacts/artifact-reader.js';
import { failed, ok, packageId, phrase, skipped, type Outcome } from '../model/index.js';
import type { LookUp, PackageFileSource } from './source.js';
import type { HashedBytes, PackageBytes } from './support/package-bytes.js';

/** What is larger is not fetched only to read one file of it. */
const MAX_PACKED_BYTES = 64 * 1024 * 1024;

export interface PackageFileOptions {
  readonly bytes: PackageBytes;
  readonly readText: ReadPackageText;
  readonly readContents: ReadPackageContents;
}

/** Files of packages, out of the bytes that were looked into. Nothing of them is written anywhere, or run. */
export function createPackageFileSource({ bytes, readText, readContents }: PackageFileOptions): PackageFileSource {
  const packedFile = ({ version, ...request }: LookUp, signal: AbortSignal): Promise<Outcome<HashedBytes>> =>
    version === undefined
      ? Promise.resolve(skipped('not-resolved', phrase('No version is known whose files could be shown.')))
      : bytes.read({ ...request, version }, MAX_PACKED_BYTES, signal);
  return {
    async readText(request, file, signal) {
      const packed = await packedFile(request, signal);
      if (packed.status !== 'ok') return packed;
      const found = await readText(packed.value.bytes, file);
      return 'text' in found
        ? ok(found.text, packed.asOf)
        : failed(
            'unsupported',
            phrase('{file} of {package} {problem}.', {
              ...{ file, package: packageId(versionOf(request)), problem: found.problem },
            }),
          );
    },
    async readContents(request, signal) {
      const packed = await packedFile(request, signal);
      if (packed.status !== 'ok') return packed;
      const found = await readContents(packed.value.bytes);
      return 'files' in found
        ? ok(found.files, packed.asOf)
        : failed(
            'unsupported',
            phrase('The package file of {package} {problem}.', {
              ...{ package: packageId(versionOf(request)), problem: found.problem },
            }),
          );
    },
  };
}

function versionOf({ name, version = '' }: LookUp) {
  return { name, version };
}
