import { phrase, type FormatProblem, type Manifest } from '../../model/index.js';
import { CUT_OFF } from './cut-off.js';
import type { Edge, EdgeKind, RawEntry, RawGraph, RawImporter } from './raw-graph.js';
import { BerryAnswers } from './yarn-berry-answers.js';
import { berryAddress, linkedFolder } from './yarn-berry-ranges.js';
import type { YarnBlock } from './yarn-block.js';
import type { YarnText } from './yarn-blocks.js';
import { splitDescriptor } from './yarn-descriptor.js';
import { LOST } from './yarn-lost.js';
import { addedByYarn, extensionsByName, type ExtensionsByName } from './yarn-extensions.js';
import { declaredIn, type YarnDeclared } from './yarn-members.js';
import type { YarnSettings } from './yarn-settings.js';

type Manifests = ReadonlyMap<string, Manifest>;

/** A block with what it is: name and place where that was found. */
interface Locked {
  /** The locator, `name@npm:1.0.0`. */
  readonly id: string;
  readonly name: string;
  readonly reference: string;
  readonly keys: readonly string[];
  readonly block: YarnBlock;
}

const WORKSPACE = 'workspace:';

/** What yarn writes where the version stands in a manifest only. */
const LOCAL_VERSION = '0.0.0-use.local';

/** Yarn's own version of what has none: a linked folder, and a manifest without `version`. */
const NO_VERSION = '0.0.0';

/** What a text holds, before anybody asks for anything. */
interface Read extends Pick<RawGraph, 'lockfileVersion' | 'problems'> {
  readonly locked: readonly Locked[];
  /** Why not everything is known. */
  readonly gaps: readonly FormatProblem[];
}

/** Yarn 2 and later: blocks are places (`resolution`), keys are what is asked for; members have blocks, too. */
export function berryGraph(told: YarnText, manifests: Manifests, settings: YarnSettings): RawGraph {
  const { locked, problems, gaps, lockfileVersion } = readBerry(told);
  const answers = answersIn(locked, lockfileVersion, manifests, settings);
  const extensions = extensionsByName(settings.extensions);
  const entries: RawEntry[] = [];
  const importers: RawImporter[] = [];
  let lost = false;
  for (const one of locked) {
    const folder = memberFolder(one);
    const manifest = folder === undefined ? undefined : manifests.get(folder);
    const edges = edgesOf(one, manifest, answers, extensions);
    lost ||= lacksAnswer(one.block, edges);
    if (folder !== undefined) importers.push({ id: folder, name: manifest?.name ?? one.name, edges });
    if (folder !== '') entries.push(entryOf(one, folder ?? linkedFolder(one.reference), manifests, edges));
  }
  const allGaps = lost ? [...gaps, LOST] : gaps;
  return {
    format: 'yarn.lock',
    lockfileVersion,
    importers,
    entries,
    problems: [...problems, ...allGaps],
    edgesAreComplete: allGaps.length === 0,
  };
}

/** Yarn ends every block with its `linkType`: a last one without is not whole. */
function readBerry({ metadata, blocks, problems, isCut }: YarnText): Read {
  const halfRead = blocks.length > 0 && blocks.at(-1)?.linkType === undefined;
  const whole = halfRead ? blocks.slice(0, -1) : blocks;
  const unnamed = whole.filter((block) => !hasResolution(block));
  return {
    lockfileVersion: metadata?.version ?? '',
    locked: whole.filter(hasResolution).map(lockedIn),
    problems,
    gaps: [...(halfRead || isCut ? [CUT_OFF] : []), ...unnamed.map(withoutResolution)],
  };
}

function hasResolution({ resolution }: YarnBlock): boolean {
  return resolution !== undefined;
}

function withoutResolution({ span }: YarnBlock): FormatProblem {
  return { message: phrase('This entry does not say what it resolves to.'), span };
}

function lockedIn(block: YarnBlock): Locked {
  const id = block.resolution ?? '';
  const { name, range: reference } = splitDescriptor(id);
  return {
    id,
    name,
    reference,
    keys: block.keys.length === 1 && block.keys[0]?.includes(',') === false ? block.keys : separate(block.keys),
    block,
  };
}

function separate(keys: readonly string[]): readonly string[] {
  return keys.flatMap((key) => key.split(',')).map((key) => key.trim());
}

/** The member's folder, `''` for the lockfile's own. */
function memberFolder({ reference }: Locked): string | undefined {
  if (!reference.startsWith(WORKSPACE)) return undefined;
  const folder = reference.slice(WORKSPACE.length);
  return folder === '.' ? '' : folder;
}

function answersIn(
  locked: readonly Locked[],
  version: string,
  manifests: Manifests,
  { catalogs }: YarnSettings,
): BerryAnswers {
  const byKey = locked.flatMap(({ keys, id }) => keys.map((key) => [key, id] as const));
  const root = locked.find((one) => memberFolder(one) === '');
  return new BerryAnswers(byKey, root?.id ?? '', manifests.get('')?.resolutions ?? {}, catalogs, version);
}

/** What a block asks for; a member's manifest tells what is for development, and what was added since. */
function edgesOf(
  { id, name, block }: Locked,
  manifest: Manifest | undefined,
  answers: BerryAnswers,
  extensions: ExtensionsByName,
): readonly Edge[] {
  const edges: Edge[] = [];
  const declared = manifest === undefined ? NOTHING : declaredIn(manifest);
  const optional = optionalNames(block);
  const add = (dependency: string, range: string, kind: EdgeKind): void => {
    const to = answers.to({ name: dependency, range }, id);
    if (to !== undefined) edges.push({ name: dependency, to, kind });
  };
  for (const { name: dependency, value: range } of block.dependencies) {
    add(dependency, range, optional.has(dependency) ? 'optional' : (declared.get(dependency)?.kind ?? 'required'));
  }
  const added = addedByYarn(name, block.version, extensions);
  if (added.length === 0 && declared.size === 0) return edges;
  const later = [...added, ...declared];
  const known = new Set(block.dependencies.map((pair) => pair.name));
  for (const [dependency, { range, kind }] of later) if (!known.has(dependency)) add(dependency, range, kind);
  return edges;
}

const NOTHING: ReadonlyMap<string, YarnDeclared> = new Map();
const NO_NAMES: ReadonlySet<string> = new Set();

function lacksAnswer({ dependencies }: YarnBlock, edges: readonly Edge[]): boolean {
  if (dependencies.length <= edges.length) return false;
  const answered = new Set(edges.map(({ name }) => name));
  return dependencies.some(({ name }) => !answered.has(name));
}

function optionalNames({ dependenciesMeta }: YarnBlock): ReadonlySet<string> {
  if (dependenciesMeta.length === 0) return NO_NAMES;
  return new Set(dependenciesMeta.filter(({ value }) => /^optional: true$/m.test(value)).map(({ name }) => name));
}

function entryOf(locked: Locked, folder: string | undefined, manifests: Manifests, edges: readonly Edge[]): RawEntry {
  const { id, name, reference, block } = locked;
  const manifest = folder === undefined ? undefined : manifests.get(folder);
  const workspace = reference.startsWith(WORKSPACE);
  return {
    id,
    name: (workspace ? manifest?.name : undefined) ?? name,
    version: versionOf(locked, manifest),
    resolved: workspace ? undefined : berryAddress(reference),
    integrity: block.checksum,
    askedPlainly: reference.startsWith('npm:'),
    workspace: workspace || undefined,
    localDir: folder === undefined ? undefined : true,
    folder,
    span: block.span,
    edges,
  };
}

function versionOf({ reference, block }: Locked, manifest: Manifest | undefined): string | null {
  const { version } = block;
  if (version !== LOCAL_VERSION) return version ?? null;
  if (reference.startsWith('link:')) return NO_VERSION;
  return manifest === undefined ? null : (manifest.version ?? NO_VERSION);
}
