import type { ReadPackageText } from '../artifacts/artifact-reader.js';
import { failed, ok, packageId, skipped } from '../model/index.js';
import type { PackageFileSource } from './source.js';
import type { PackageBytes } from './support/package-bytes.js';

/** What is larger is not fetched only to read one file of it. */
const MAX_PACKED_BYTES = 64 * 1024 * 1024;

export interface PackageFileOptions {
  readonly bytes: PackageBytes;
  readonly readText: ReadPackageText;
}

/** Single files of packages, out of the bytes that were looked into. Nothing of them is written anywhere, or run. */
export function createPackageFileSource({ bytes, readText }: PackageFileOptions): PackageFileSource {
  return {
    async readText({ version, ...request }, file, signal) {
      if (version === undefined) return skipped('not-resolved', 'No version is known whose files could be shown.');
      const packed = await bytes.read({ ...request, version }, MAX_PACKED_BYTES, signal);
      if (packed.status !== 'ok') return packed;
      const found = await readText(packed.value.bytes, file);
      if ('text' in found) return ok(found.text, packed.asOf);
      return failed('unsupported', `${file} of ${packageId({ name: request.name, version })} ${found.problem}.`);
    },
  };
}
