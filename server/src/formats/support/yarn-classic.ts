import { phrase } from '../../model/index.js';
import semver from 'semver';
import {
  findResolution,
  parseResolutions,
  type FormatProblem,
  type Manifest,
  type YarnResolution,
} from '../../model/index.js';
import { CUT_OFF } from './cut-off.js';
import type { Edge, EdgeKind, PlaceOf, RawEntry, RawGraph } from './raw-graph.js';
import type { YarnBlock, YarnPair } from './yarn-block.js';
import type { YarnText } from './yarn-blocks.js';
import { installedAs, lockedEntries, type Locked, type LockedEntries } from './yarn-classic-entries.js';
import type { YarnDescriptor } from './yarn-descriptor.js';
import { LOST } from './yarn-lost.js';
import { yarnMembers, type YarnMember } from './yarn-members.js';

type Manifests = ReadonlyMap<string, Manifest>;

/** What is asked for, and what answers. */
interface Known extends LockedEntries {
  readonly members: ReadonlyMap<string, YarnMember>;
  readonly resolutions: readonly YarnResolution[];
}

const NO_MANIFEST: FormatProblem = {
  message: phrase('This lockfile does not say what is direct, and there is no package.json.'),
};

/**
 * Yarn 1's lockfile: each block is what some ranges resolved to. Who asks at the top, and the members of a workspace,
 * stand in the manifests alone.
 */
export function classicGraph(told: YarnText, manifests: Manifests): RawGraph {
  const { whole, problems, gaps } = readClassic(told);
  const members = yarnMembers(manifests);
  const known = { ...lockedEntries(whole), ...knownFrom(members, manifests) };
  const tops = members.map((member) => ({ ...member, edges: memberEdges(member, known) }));
  const isTorn = findEdges(known);
  const folders = tops.filter(isMember).map(memberEntry);
  const allGaps = [
    ...gaps,
    ...(manifests.has('') || whole.length === 0 ? [] : [NO_MANIFEST]),
    ...(isTorn ? [LOST] : []),
  ];
  return {
    format: 'yarn.lock',
    lockfileVersion: '1',
    importers: tops.map(({ folder, manifest, edges }) => ({ id: folder, name: manifest.name, edges })),
    entries: folders.length === 0 ? known.all : [...known.all, ...folders],
    placeOf: placeOf(known, folders),
    problems: [...problems, ...allGaps],
    edgesAreComplete: allGaps.length === 0,
  };
}

function placeOf({ all, placeOf: placeOfLocked }: LockedEntries, folders: readonly RawEntry[]): PlaceOf | undefined {
  if (placeOfLocked === undefined || folders.length === 0) return placeOfLocked;
  const places = new Map(folders.map(({ id }, index) => [id, all.length + index]));
  const isRepeated = places.size < folders.length || folders.some(({ id }) => placeOfLocked(id) !== undefined);
  return isRepeated ? undefined : (id) => places.get(id) ?? placeOfLocked(id);
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
  return { message: phrase('This entry does not say its version.'), span };
}

function knownFrom(members: readonly YarnMember[], manifests: Manifests): Pick<Known, 'members' | 'resolutions'> {
  const named = members
    .filter(isMember)
    .flatMap((one) => (one.manifest.name ? [[one.manifest.name, one] as const] : []));
  return { members: new Map(named), resolutions: parseResolutions(manifests.get('')?.resolutions ?? {}) };
}

function isMember({ folder }: YarnMember): boolean {
  return folder !== '';
}

/** Of an entry, or of a member of the workspace, which has no place among those of the lockfile. */
interface Answer {
  readonly id: string;
  readonly at?: number;
}

/** A member answers where its version fits, before any block does. */
function answerTo(name: string, range: string, parent: string, known: Known): Answer | undefined {
  const member = known.members.size === 0 ? undefined : known.members.get(name);
  if (member !== undefined && fits(member.manifest.version, range)) return { id: member.folder };
  const exact = known.byKey.get(name, range);
  if (exact !== undefined) return exact;
  const redirected = findResolution(known.resolutions, `${parent}@`, { name, range });
  const answer = redirected === undefined ? folderAnswer({ name, range }, known) : known.byKey.get(name, redirected);
  return answer ?? (member && { id: member.folder });
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
    return to === undefined ? [] : [{ name, to: to.id, kind }];
  });
}

function lastAnswer(name: string, range: string, { all }: Known): Answer | undefined {
  const named = all.filter((locked) => installedAs(locked) === name);
  const candidates = [...new Map(named.map((locked) => [locked.id, locked])).values()];
  const fitting = candidates.filter(({ block }) => fits(block.version, range));
  return (fitting.length > 0 ? fitting : candidates.length === 1 ? candidates : [])[0];
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
    else {
      pair.to = to.id;
      pair.at = to.at;
    }
  }
  return isWhole ? pairs : pairs.filter(({ to }) => to !== '');
}

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
