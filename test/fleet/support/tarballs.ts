import { createHash } from 'node:crypto';
import { packageOf } from '../../artifacts/make-tarball.js';

export interface Tarball {
  readonly bytes: Uint8Array;
  /** SHA-512, base64. */
  readonly hash: string;
}

/** Package files of small packages, each with code of its own, by the packages' names. */
export function tarballsOf(amount: number): ReadonlyMap<string, Tarball> {
  return new Map(
    Array.from({ length: amount }, (_, at) => {
      const name = `member-${at}`;
      const code = `const fs = require('node:fs');\nexports.read = () => fs.readFileSync('${name}.txt', 'utf8');\n`;
      const bytes = packageOf({ name, version: '1.0.0', main: 'index.js' }, { 'index.js': code });
      return [name, { bytes, hash: createHash('sha512').update(bytes).digest('base64') }];
    }),
  );
}
