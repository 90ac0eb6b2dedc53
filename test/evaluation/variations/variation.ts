import type { PackageTree } from '../package-tree.js';

/** One way to write the same package differently. What it does stays the same; undefined: it cannot be written so. */
export interface Variation {
  readonly name: string;
  /** @param random from 0 to 1, the same sequence in each run */
  vary(tree: PackageTree, random: () => number): PackageTree | undefined | Promise<PackageTree | undefined>;
}
