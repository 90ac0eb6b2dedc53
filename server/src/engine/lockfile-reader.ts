import path from 'node:path';
import type { LockfileFormat } from '../formats/format.js';
import { absent, failed, type DependencyGraph, type Importer, type Manifest, type Outcome } from '../model/index.js';
import type { EngineParts } from './parts.js';
import { workspaceFolders } from './workspace-folders.js';

/** How far above a manifest its lockfile is looked for: workspaces are rarely deeper. */
const MAX_FOLDERS_UP = 8;

/** More local folders than this are not read for what an old lockfile does not tell. */
const MAX_LOCAL_FOLDERS = 200;

/** A lockfile as last read: it is parsed again only when its text, or what is declared around it, has changed. */
interface ReadLockfile {
  readonly text: string;
  readonly declared: string;
  readonly graph: DependencyGraph;
}

export interface FoundLockfile {
  readonly lockfilePath: string;
  readonly graph: DependencyGraph;
}

/** A manifest by its folder relative to the lockfile, `''` for the lockfile's own. */
type Manifests = ReadonlyMap<string, Manifest>;

type ReaderParts = Pick<EngineParts, 'clock' | 'files' | 'manifestFormat' | 'lockfileFormats'>;

/** Finds and reads lockfiles. Remembers them parsed, since a manifest is read again on every keystroke. */
export class LockfileReader {
  readonly #parts: ReaderParts;
  readonly #known = new Map<string, ReadLockfile>();

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  /** The manifest's own folder first, then upwards while a lockfile there names the manifest's folder as a member. */
  async find(folder: string, manifest: Manifest, notes: string[]): Promise<FoundLockfile | undefined> {
    let at = folder;
    for (let up = 0; up < MAX_FOLDERS_UP; up += 1) {
      const member = path.relative(at, folder).split(path.sep).join('/');
      const found = await this.#in(at, new Map([[member, manifest]]), notes);
      if (found !== undefined && (up === 0 || importerOf(found.graph, member) !== undefined)) return found;
      if (up === 0) notes.push(...(await this.#notRead(at)));
      const parent = path.dirname(at);
      if (parent === at) return undefined;
      at = parent;
    }
    return undefined;
  }

  /** Reads a lockfile, or the one that a folder holds, without asking which project it governs. */
  async read(lockfileOrFolder: string): Promise<Outcome<DependencyGraph>> {
    const fileName = path.basename(lockfileOrFolder);
    const format = this.#parts.lockfileFormats.find((candidate) => candidate.fileNames.includes(fileName));
    if (format === undefined) return this.#readIn(lockfileOrFolder);
    const text = await this.#parts.files.read(lockfileOrFolder);
    return text.status === 'ok'
      ? { ...text, value: await this.#parse(lockfileOrFolder, text.value, format, new Map()) }
      : text;
  }

  forget(): void {
    this.#known.clear();
  }

  async #readIn(folder: string): Promise<Outcome<DependencyGraph>> {
    const notes: string[] = [];
    const found = await this.#in(folder, new Map(), notes);
    if (found !== undefined) return { status: 'ok', value: found.graph, asOf: this.#parts.clock() };
    const [problem] = [...notes, ...(await this.#notRead(folder))];
    return problem === undefined ? absent(this.#parts.clock()) : failed('unsupported', problem);
  }

  async #in(folder: string, manifests: Manifests, notes: string[]): Promise<FoundLockfile | undefined> {
    for (const format of this.#parts.lockfileFormats.filter(({ notRead }) => notRead === undefined)) {
      for (const fileName of format.fileNames) {
        const lockfilePath = path.join(folder, fileName);
        const text = await this.#parts.files.read(lockfilePath);
        if (text.status === 'ok') {
          return { lockfilePath, graph: await this.#parse(lockfilePath, text.value, format, manifests) };
        }
        if (text.status === 'failed') notes.push(`${fileName} could not be read: ${text.message}`);
      }
    }
    return undefined;
  }

  /** Lockfiles that are known by name only, in sentences. Farther up one may belong to another project. */
  async #notRead(folder: string): Promise<readonly string[]> {
    const notes: string[] = [];
    for (const { fileNames, notRead } of this.#parts.lockfileFormats) {
      for (const fileName of notRead === undefined ? [] : fileNames) {
        if (await this.#parts.files.exists(path.join(folder, fileName))) notes.push(`${fileName}: ${notRead ?? ''}`);
      }
    }
    return notes;
  }

  /** @param given manifests whose text is already known, open in an editor perhaps. */
  async #parse(lockfilePath: string, text: string, format: LockfileFormat, given: Manifests): Promise<DependencyGraph> {
    const folder = path.dirname(lockfilePath);
    const manifests = await this.#withManifests(folder, [''], given);
    const beside = await this.#beside(folder, format);
    const declared = declarations(manifests, beside, format.isMember !== undefined);
    const known = this.#known.get(lockfilePath);
    if (known?.text === text && known.declared === declared) return known.graph;
    const members = await this.#withManifests(folder, await this.#members(folder, format, manifests), manifests);
    const first = format.read(text, members, beside);
    const local = localFolders(first).filter((one) => !members.has(one));
    const graph =
      local.length === 0 ? first : format.read(text, await this.#withManifests(folder, local, members), beside);
    this.#known.set(lockfilePath, { text, declared, graph });
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

  async #members(folder: string, { isMember }: LockfileFormat, manifests: Manifests): Promise<readonly string[]> {
    const patterns = manifests.get('')?.workspaces ?? [];
    return isMember === undefined ? [] : workspaceFolders(this.#parts.files, folder, patterns, isMember);
  }

  async #withManifests(folder: string, members: readonly string[], given: Manifests): Promise<Manifests> {
    const manifests = new Map(given);
    for (const member of members.filter((candidate) => !given.has(candidate))) {
      const text = await this.#parts.files.read(path.join(folder, member, 'package.json'));
      if (text.status === 'ok') manifests.set(member, this.#parts.manifestFormat.read(text.value));
    }
    return manifests;
  }
}

/** The lockfile's member for a folder relative to the lockfile. */
export function importerOf(graph: DependencyGraph, member: string): Importer | undefined {
  return graph.importers.find((importer) => importer.id === member);
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

/** What a graph depends on besides the lockfile's text. */
function declarations(manifests: Manifests, beside: ReadonlyMap<string, string>, withRanges: boolean): string {
  return JSON.stringify([
    [...beside],
    [...manifests].map(([folder, { workspaces, resolutions, dependencies }]) => [
      folder,
      workspaces,
      resolutions,
      dependencies.map((dependency) => [
        dependency.section,
        dependency.name,
        dependency.bundled,
        dependency.optionalPeer,
        withRanges ? dependency.raw : '',
      ]),
    ]),
  ]);
}
