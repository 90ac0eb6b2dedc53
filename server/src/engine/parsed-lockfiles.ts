import path from 'node:path';
import type { LockfileFormat } from '../formats/format.js';
import type { DependencyGraph, Manifest } from '../model/index.js';
import type { EngineParts } from './parts.js';
import { workspaceFolders } from './workspace-folders.js';

/** More local folders than this are not read for what an old lockfile does not tell. */
const MAX_LOCAL_FOLDERS = 200;

/** A lockfile as last read: it is parsed again only when its text, or what is declared around it, has changed. */
interface ReadLockfile {
  readonly text: string;
  /** Texts of the files beside it, as one. */
  readonly beside: string;
  /** The manifests it was read with. */
  readonly manifests: Manifests;
  /** What each of them declares, as far as it matters. */
  readonly declared: ReadonlyMap<string, string>;
  readonly graph: DependencyGraph;
}

/** A manifest by its folder relative to the lockfile, `''` for the lockfile's own. */
export type Manifests = ReadonlyMap<string, Manifest>;

export type LockfileParts = Pick<EngineParts, 'clock' | 'files' | 'manifestFormat' | 'lockfileFormats'>;

/** Lockfiles as graphs, with the manifests that say what they leave out. Remembered, since a keystroke reads them again. */
export class ParsedLockfiles {
  readonly #parts: LockfileParts;
  readonly #known = new Map<string, ReadLockfile>();

  constructor(parts: LockfileParts) {
    this.#parts = parts;
  }

  forget(): void {
    this.#known.clear();
  }

  async manifestIn(folder: string): Promise<Manifest | undefined> {
    const text = await this.#parts.files.read(path.join(folder, 'package.json'));
    return text.status === 'ok' ? this.#parts.manifestFormat.read(text.value) : undefined;
  }

  /**
   * One graph for all members of a project, whichever of them is asked about.
   * @param given manifests whose text is already known, open in an editor perhaps.
   */
  async parse(lockfilePath: string, text: string, format: LockfileFormat, given: Manifests): Promise<DependencyGraph> {
    const folder = governedFolder(lockfilePath);
    const current = await this.#withManifests(folder, [''], given);
    const besides = await this.#beside(folder, format);
    const beside = JSON.stringify([...besides]);
    const declaredIn = (manifest: Manifest): string => declarations(manifest, format.needsMembers === true);
    const known = this.#known.get(lockfilePath);
    if (known?.text === text && known.beside === beside && isDeclared(current, known, declaredIn)) return known.graph;
    const manifests =
      format.needsMembers === true
        ? await this.#withManifests(folder, await this.#members(folder, current), current)
        : new Map([...(known?.manifests ?? []), ...current]);
    const first = format.read(text, manifests, besides);
    const local = localFolders(first).filter((one) => !manifests.has(one));
    const graph =
      local.length === 0 ? first : format.read(text, await this.#withManifests(folder, local, manifests), besides);
    const declared = new Map([...manifests].map(([member, manifest]) => [member, declaredIn(manifest)]));
    this.#known.set(lockfilePath, { text, beside, manifests, declared, graph });
    return graph;
  }

  async #beside(folder: string, { besides = [] }: LockfileFormat): Promise<ReadonlyMap<string, string>> {
    const texts = new Map<string, string>();
    for (const name of besides) {
      const text = await this.#parts.files.read(path.join(folder, name));
      if (text.status === 'ok') texts.set(name, text.value);
    }
    return texts;
  }

  async #members(folder: string, manifests: Manifests): Promise<readonly string[]> {
    const { files, manifestFormat } = this.#parts;
    return workspaceFolders(files, folder, manifests.get('')?.workspaces ?? [], manifestFormat.isMember);
  }

  async #withManifests(folder: string, members: readonly string[], given: Manifests): Promise<Manifests> {
    const manifests = new Map(given);
    for (const member of members.filter((candidate) => !given.has(candidate))) {
      const manifest = await this.manifestIn(path.join(folder, member));
      if (manifest !== undefined) manifests.set(member, manifest);
    }
    return manifests;
  }
}

/** The folder that a lockfile speaks of: its own, or for a record in `node_modules` the one around that. */
export function governedFolder(lockfilePath: string): string {
  const folder = path.dirname(lockfilePath);
  return path.basename(folder) === 'node_modules' ? path.dirname(folder) : folder;
}

/** Old lockfiles leave to local folders themselves what their name and version is and what they depend on. */
function localFolders(graph: DependencyGraph): readonly string[] {
  const local = [...graph.entries.values()].filter((entry) => entry.localDir === true);
  const folders = local.map((entry) => entry.folder ?? entry.id);
  return folders.filter(isRelativeFolder).slice(0, MAX_LOCAL_FOLDERS);
}

/** Ids come from the lockfile: nothing else than a folder beside it is looked into. */
function isRelativeFolder(id: string): boolean {
  return id !== '' && !path.isAbsolute(id) && !/^[A-Za-z]:|[\\\0]/.test(id);
}

/** Whether a lockfile was read with manifests that declare just this. */
function isDeclared(
  manifests: Manifests,
  { declared }: ReadLockfile,
  declaredIn: (manifest: Manifest) => string,
): boolean {
  if (manifests.has('') !== declared.has('')) return false;
  return [...manifests].every(([folder, manifest]) => declared.get(folder) === declaredIn(manifest));
}

/** What a graph depends on besides the lockfile's text. */
function declarations({ workspaces, resolutions, dependencies }: Manifest, withRanges: boolean): string {
  return JSON.stringify([
    workspaces,
    resolutions,
    dependencies.map((dependency) => [
      dependency.section,
      dependency.name,
      dependency.bundled,
      dependency.optionalPeer,
      withRanges ? dependency.raw : '',
    ]),
  ]);
}
