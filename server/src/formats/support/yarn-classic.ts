import semver from 'semver';
import {
  findResolution,
  parseResolutions,
  type FormatProblem,
  type Manifest,
  type YarnResolution,
} from '../../model/index.js';
import { CUT_OFF } from './cut-off.js';
import type { Edge, EdgeKind, RawEntry, RawGraph } from './raw-graph.js';
import { isPlainRange } from './plain-range.js';
import { linkedFolder } from './yarn-berry-ranges.js';
import type { YarnBlock, YarnPair } from './yarn-block.js';
import type { YarnText } from './yarn-blocks.js';
import { plainFileAddress, splitDescriptor, type YarnDescriptor } from './yarn-descriptor.js';
import { LOST } from './yarn-lost.js';
import { yarnMembers, type YarnMember } from './yarn-members.js';
import { YarnRanges } from './yarn-ranges.js';

type Manifests = ReadonlyMap<string, Manifest>;

/** One block under one of the names it is installed as. An entry already, so that no other object is made for it. */
interface Locked extends RawEntry {
  readonly key: string;
  readonly block: YarnBlock;
  /** Known once all blocks are. */
  edges: readonly Edge[];
  askedPlainly: boolean;
}

/** What is asked for, and what answers. */
interface Known {
  readonly byKey: YarnRanges<Locked>;
  /** Those with the same id are one entry. */
  readonly all: readonly Locked[];
  readonly members: ReadonlyMap<string, YarnMember>;
  readonly resolutions: readonly YarnResolution[];
}

const NO_MANIFEST: FormatProblem = {
  message: 'This lockfile does not say what is direct, and there is no package.json.',
};

/**
 * Yarn 1's lockfile: each block is what some ranges resolved to. Who asks at the top, and the members of a workspace,
 * stand in the manifests alone.
 */
export function classicGraph(told: YarnText, manifests: Manifests): RawGraph {
  const { whole, problems, gaps } = readClassic(told);
  const members = yarnMembers(manifests);
  const known = knownIn(whole, members, manifests);
  const tops = members.map((member) => ({ ...member, edges: memberEdges(member, known) }));
  const isTorn = findEdges(known);
  const allGaps = [
    ...gaps,
    ...(manifests.has('') || whole.length === 0 ? [] : [NO_MANIFEST]),
    ...(isTorn ? [LOST] : []),
  ];
  return {
    format: 'yarn.lock',
    lockfileVersion: '1',
    importers: tops.map(({ folder, manifest, edges }) => ({ id: folder, name: manifest.name, edges })),
    entries: [...known.all, ...tops.filter(isMember).map(memberEntry)],
    problems: [...problems, ...allGaps],
    edgesAreComplete: allGaps.length === 0,
  };
}

/** True where a block asks for what no block answers. */
function findEdges(known: Known): boolean {
  let isTorn = false;
  for (const locked of known.all) {
    locked.edges = edgesOf(locked, known);
    isTorn ||= askedIn(locked.block) > locked.edges.length;
  }
  return isTorn;
}

function askedIn({ dependencies, optionalDependencies }: YarnBlock): number {
  return dependencies.length + optionalDependencies.length;
}

interface Read extends Pick<RawGraph, 'problems'> {
  readonly whole: readonly YarnBlock[];
  readonly gaps: readonly FormatProblem[];
}

/** A last line without an end may be half of one: its block counts only where the line cannot go on. */
function readClassic({ text, blocks, problems, isCut }: YarnText): Read {
  const halfRead = isCut && blocks.at(-1)?.span.end === text.length && (canGoOn(text) || isLast(problems, text));
  const known = halfRead ? blocks.slice(0, -1) : blocks;
  const gaps = known.filter(({ version }) => version === undefined).map(withoutVersion);
  return {
    whole: gaps.length === 0 ? known : known.filter(({ version }) => version !== undefined),
    problems,
    gaps: isCut ? [...gaps, CUT_OFF] : gaps,
  };
}

/** Characters of a SHA-512 in base64, with its name. */
const LONGEST_HASH = 95;

/** A value in quotes, or a hash that is as long as its algorithm makes it. */
const CANNOT_GO_ON = /(?:"|sha512-[^\s-]{86}==|sha384-[^\s-]{64}|sha256-[^\s-]{43}=|sha1-[^\s-]{27}=)$/;

function canGoOn(text: string): boolean {
  return !CANNOT_GO_ON.test(text.slice(-LONGEST_HASH));
}

/** The last line is one of the problems. */
function isLast(problems: readonly FormatProblem[], text: string): boolean {
  return problems.at(-1)?.span?.end === text.length;
}

function withoutVersion({ span }: YarnBlock): FormatProblem {
  return { message: 'This entry does not say its version.', span };
}

/** A block under the name before the `@` of one of its keys: an alias is installed beside the package itself. */
function lockedAs(block: YarnBlock, key: string, as: string): Locked {
  const name = realName(as, block);
  const alias = name === as ? undefined : as;
  const { version = '', resolved, integrity, span } = block;
  // Put together from two halves: fewer texts in between are made for each entry.
  const id = `${name}@${version}` + `#${resolved ?? key}`;
  const folder = resolved === undefined ? linkedFolder(splitDescriptor(key).range) : undefined;
  return {
    id: alias === undefined ? id : `${alias}=${id}`,
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
  };
}

function installedAs({ alias, name }: Locked): string {
  return alias ?? name;
}

const ALIASED = '@npm:';

/** Where `resolutions` put another package in place of one, the block still answers to that one's own ranges too. */
function realName(installedAs: string, { keys, name }: YarnBlock): string {
  for (const key of keys) {
    if (!key.startsWith(ALIASED, installedAs.length) || !key.startsWith(installedAs)) continue;
    const aliased = key.slice(installedAs.length + ALIASED.length);
    if (semver.validRange(aliased, true) === null) return splitDescriptor(aliased).name;
  }
  return name ?? installedAs;
}

function knownIn(blocks: readonly YarnBlock[], members: readonly YarnMember[], manifests: Manifests): Known {
  const byKey = new YarnRanges<Locked>();
  const all: Locked[] = [];
  for (const block of blocks) {
    const first = all.length;
    for (const key of block.keys) {
      const descriptor = splitDescriptor(key);
      let locked = namedFrom(all, first, descriptor.name);
      if (locked === undefined) {
        locked = lockedAs(block, key, descriptor.name);
        all.push(locked);
      }
      locked.askedPlainly &&= isPlainRange(descriptor.range);
      byKey.setFor(descriptor, locked);
    }
  }
  const named = members
    .filter(isMember)
    .flatMap((one) => (one.manifest.name ? [[one.manifest.name, one] as const] : []));
  const resolutions = parseResolutions(manifests.get('')?.resolutions ?? {});
  return { byKey, all, members: new Map(named), resolutions };
}

/** Nearly every block has one name: no search is made for it. */
function namedFrom(all: readonly Locked[], first: number, name: string): Locked | undefined {
  for (let at = first; at < all.length; at += 1) {
    const locked = all[at];
    if (locked !== undefined && installedAs(locked) === name) return locked;
  }
  return undefined;
}

function isMember({ folder }: YarnMember): boolean {
  return folder !== '';
}

/** A member answers where its version fits, before any block does. */
function answerTo(name: string, range: string, parent: string, known: Known): string | undefined {
  const member = known.members.size === 0 ? undefined : known.members.get(name);
  if (member !== undefined && fits(member.manifest.version, range)) return member.folder;
  const exact = known.byKey.get(name, range);
  if (exact !== undefined) return exact.id;
  const redirected = findResolution(known.resolutions, `${parent}@`, { name, range });
  const answer = redirected === undefined ? folderAnswer({ name, range }, known) : known.byKey.get(name, redirected);
  return answer?.id ?? member?.folder;
}

/** In what a copied folder asks of another one, yarn 1 writes a path in its own cache: only the name tells which. */
function folderAnswer({ name, range }: YarnDescriptor, { byKey }: Known): Locked | undefined {
  if (!range.startsWith(FILE)) return undefined;
  const folders = byKey.ofName(name).filter(({ key }) => key.startsWith(`${name}@${FILE}`));
  return new Set(folders.map(({ id }) => id)).size === 1 ? folders[0] : undefined;
}

const FILE = 'file:';

function fits(version: string | undefined, range: string): boolean {
  return version !== undefined && semver.satisfies(version, range, { loose: true });
}

/** A manifest can have changed since: then what still fits, or the only one of that name, is what is installed. */
function memberEdges({ manifest, declared }: YarnMember, known: Known): readonly Edge[] {
  return [...declared].flatMap(([name, { range, kind }]): readonly Edge[] => {
    const to = answerTo(name, range, manifest.name ?? '', known) ?? lastAnswer(name, range, known);
    return to === undefined ? [] : [{ name, to, kind }];
  });
}

function lastAnswer(name: string, range: string, { all }: Known): string | undefined {
  const named = all.filter((locked) => installedAs(locked) === name);
  const candidates = [...new Map(named.map((locked) => [locked.id, locked])).values()];
  const fitting = candidates.filter(({ block }) => fits(block.version, range));
  return (fitting.length > 0 ? fitting : candidates.length === 1 ? candidates : [])[0]?.id;
}

function edgesOf(locked: Locked, known: Known): readonly Edge[] {
  const { block } = locked;
  const required = answered(block, block.dependencies, 'required', installedAs(locked), known);
  if (block.optionalDependencies.length === 0) return required;
  return [...answered(block, block.optionalDependencies, 'optional', installedAs(locked), known), ...required];
}

/** The pairs themselves; of a block with several keys copies, as under another name it may get others. */
function answered(
  { keys }: YarnBlock,
  told: readonly YarnPair[],
  kind: EdgeKind,
  parent: string,
  known: Known,
): readonly Edge[] {
  const pairs = keys.length === 1 ? told : told.map((pair) => ({ ...pair }));
  let isWhole = true;
  for (const pair of pairs) {
    const to = answerTo(pair.name, pair.value, parent, known);
    pair.kind = kind;
    if (to === undefined) isWhole = false;
    else pair.to = to;
  }
  return isWhole ? pairs : pairs.filter(({ to }) => to !== '');
}

const NO_EDGES: readonly Edge[] = [];

/** The lockfile does not speak of members: there is no place in its text. */
function memberEntry({ folder, manifest, edges }: YarnMember & { readonly edges: readonly Edge[] }): RawEntry {
  return {
    id: folder,
    name: manifest.name ?? folder.slice(folder.lastIndexOf('/') + 1),
    version: manifest.version ?? null,
    workspace: true,
    localDir: true,
    span: { start: 0, end: 0 },
    edges,
  };
}
