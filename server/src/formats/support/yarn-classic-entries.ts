import semver from 'semver';
import { isPlainRange } from './plain-range.js';
import type { Edge, PlaceOf, RawEntry } from './raw-graph.js';
import { linkedFolder } from './yarn-berry-ranges.js';
import type { YarnBlock } from './yarn-block.js';
import { plainFileAddress, splitDescriptor } from './yarn-descriptor.js';
import { YarnRanges } from './yarn-ranges.js';

/** One block under one of the names it is installed as. An entry already, so that no other object is made for it. */
export interface Locked extends RawEntry {
  readonly key: string;
  readonly block: YarnBlock;
  /** Place among all. */
  readonly at: number;
  /** Known once all blocks are. */
  edges: readonly Edge[];
  askedPlainly: boolean;
}

export interface LockedEntries {
  readonly byKey: YarnRanges<Locked>;
  /** In the order of the blocks; those with the same id are one entry. */
  readonly all: readonly Locked[];
  /** Undefined where two have the same id, or could have. */
  readonly placeOf: PlaceOf | undefined;
}

export function lockedEntries(blocks: readonly YarnBlock[]): LockedEntries {
  const byKey = new YarnRanges<Locked>();
  const all: Locked[] = [];
  let hasPlaces = true;
  let hasAliases = false;
  for (const block of blocks) {
    const first = all.length;
    for (const key of block.keys) {
      const { name, range } = splitDescriptor(key);
      let locked = namedFrom(all, first, name);
      if (locked === undefined) {
        locked = lockedAs(block, key, name, all.length);
        hasAliases ||= locked.alias !== undefined;
        all.push(locked);
      }
      locked.askedPlainly &&= isPlainRange(range);
      const hasOthers = byKey.setFor(name, range, locked);
      if (hasOthers) hasPlaces &&= placeIn(byKey, locked.id, hasAliases) === locked.at;
    }
  }
  return { byKey, all, placeOf: hasPlaces ? placeOfAll(byKey, all, hasAliases) : undefined };
}

function placeOfAll(byKey: YarnRanges<Locked>, all: readonly Locked[], hasAliases: boolean): PlaceOf | undefined {
  if (byKey.hasReplaced || (hasAliases && all.some(hasOddName))) return undefined;
  return (id) => placeIn(byKey, id, hasAliases);
}

/** No package of a registry has such a name: where the alias ends in its id could not be told. */
function hasOddName({ name, alias }: Locked): boolean {
  return name.includes(ALIAS_END) || alias?.includes(ALIAS_END) === true;
}

/** By the name, whose hash is known: that of an id would have to be worked out for each of thousands. */
function placeIn(byKey: YarnRanges<Locked>, id: string, hasAliases: boolean): number | undefined {
  const { name } = splitDescriptor(id);
  const aliasEnd = hasAliases ? name.indexOf(ALIAS_END) : -1;
  return entryOf(byKey, aliasEnd < 0 ? name : name.slice(0, aliasEnd), id)?.at;
}

function entryOf(byKey: YarnRanges<Locked>, name: string, id: string): Locked | undefined {
  const only = byKey.onlyOf(name);
  if (only !== undefined) return only.id === id ? only : undefined;
  return byKey.ofName(name).find((locked) => locked.id === id);
}

/** Between an alias and the id of what is installed as it. */
const ALIAS_END = '=';

/** A block under the name before the `@` of one of its keys: an alias is installed beside the package itself. */
function lockedAs(block: YarnBlock, key: string, as: string, at: number): Locked {
  const name = realName(as, block);
  const alias = name === as ? undefined : as;
  const { version = '', resolved, integrity, span } = block;
  // Put together from two halves: fewer texts in between are made for each entry.
  const id = `${name}@${version}` + `#${resolved ?? key}`;
  const folder = resolved === undefined ? linkedFolder(splitDescriptor(key).range) : undefined;
  return {
    id: alias === undefined ? id : `${alias}${ALIAS_END}${id}`,
    name,
    alias,
    version,
    resolved: resolved === undefined ? undefined : plainFileAddress(resolved),
    integrity,
    askedPlainly: alias === undefined,
    localDir: folder === undefined ? undefined : true,
    folder,
    span,
    edges: NO_EDGES,
    key,
    block,
    at,
  };
}

const NO_EDGES: readonly Edge[] = [];

export function installedAs({ alias, name }: Locked): string {
  return alias ?? name;
}

const ALIASED = '@npm:';
const ALIASED_AFTER_AT = ALIASED.charCodeAt(1);

/** Where `resolutions` put another package in place of one, the block still answers to that one's own ranges too. */
function realName(as: string, { keys, name }: YarnBlock): string {
  for (const key of keys) {
    // Before all else what tells nearly every range from an alias, at the cost of one look.
    if (
      key.charCodeAt(as.length + 1) !== ALIASED_AFTER_AT ||
      !key.startsWith(ALIASED, as.length) ||
      !key.startsWith(as)
    )
      continue;
    const aliased = key.slice(as.length + ALIASED.length);
    if (semver.validRange(aliased, true) === null) return splitDescriptor(aliased).name;
  }
  return name ?? as;
}

/** Nearly every block has one name: no search is made for it. */
function namedFrom(all: readonly Locked[], first: number, name: string): Locked | undefined {
  for (let at = first; at < all.length; at += 1) {
    const locked = all[at];
    if (locked !== undefined && installedAs(locked) === name) return locked;
  }
  return undefined;
}
