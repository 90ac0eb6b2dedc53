import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { Parser } from 'tar';
import type { PackageTree } from './package-tree.js';

/** A package file's content, in memory. Its one folder at the root is left out of the paths. */
export async function readPackageFile(file: string): Promise<PackageTree> {
  const tree = new Map<string, Buffer>();
  const parser = new Parser({
    onReadEntry(entry) {
      const pieces: Buffer[] = [];
      entry.on('data', (piece) => pieces.push(piece));
      entry.on('end', () => {
        if (entry.type === 'File') tree.set(entry.path.replace(/^[^/]+\//, ''), Buffer.concat(pieces));
      });
    },
  });
  parser.end(gunzipSync(await readFile(file)));
  return tree;
}
