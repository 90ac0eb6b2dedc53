import type { DependencyGraph, Manifest } from '../model/index.js';
import type { LockfileFormat } from './format.js';
import { buildGraph } from './support/graph-builder.js';
import { berryGraph } from './support/yarn-berry.js';
import { readYarnBlocks } from './support/yarn-blocks.js';
import { classicGraph } from './support/yarn-classic.js';
import { readYarnSettings } from './support/yarn-settings.js';
import { readBothSides } from './support/merge-conflict.js';

const SETTINGS = '.yarnrc.yml';

/**
 * Yarn's lockfiles, which have one name for two formats: that of yarn 1, and that of all later versions. Ids are what
 * yarn calls its packages: `name@1.0.0#address` in yarn 1, the locator `name@npm:1.0.0` later. Yarn 1 says nothing of a
 * workspace's members, so their entries are folders without a place in the text.
 */
export const yarnLock: LockfileFormat = Object.freeze({
  id: 'yarn-lock',
  fileNames: Object.freeze(['yarn.lock']),
  manager: 'yarn',
  besides: Object.freeze([SETTINGS]),
  needsMembers: true,
  makesOwnProject: ({ lockfileVersion }: DependencyGraph): boolean => lockfileVersion !== '1',

  read(
    text: string,
    manifests: ReadonlyMap<string, Manifest>,
    beside: ReadonlyMap<string, string> = new Map(),
  ): DependencyGraph {
    return readBothSides(text, (side) => readYarn(side, manifests, beside));
  },
});

function readYarn(
  text: string,
  manifests: ReadonlyMap<string, Manifest>,
  beside: ReadonlyMap<string, string>,
): DependencyGraph {
  const told = readYarnBlocks(text);
  if (told.metadata === undefined) return buildGraph(classicGraph(told, manifests));
  return buildGraph(berryGraph(told, manifests, readYarnSettings(beside.get(SETTINGS) ?? '')));
}
