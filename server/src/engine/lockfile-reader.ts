import path from 'node:path';
import {
  absent,
  failed,
  phrase,
  type DependencyGraph,
  type Importer,
  type Manifest,
  type Outcome,
  type Words,
} from '../model/index.js';
import { foldersAbove, relativeFolder } from './folders.js';
import { lockfilesIn, type LockfileCandidate } from './lockfile-choice.js';
import { lockfileNamed } from './meant-project.js';
import { governedFolder, ParsedLockfiles, type LockfileParts, type Manifests } from './parsed-lockfiles.js';

export interface FoundLockfile {
  readonly lockfilePath: string;
  readonly graph: DependencyGraph;
  /** Whatever lies above. */
  readonly makesOwnProject?: boolean;
}

/** What says, besides a package.json with `workspaces`, that projects below a folder belong together. */
const WORKSPACE_FILES = ['pnpm-workspace.yaml', 'vlt.json', 'deno.json', 'deno.jsonc'];

/** Finds and reads lockfiles. */
export class LockfileReader {
  readonly #parts: LockfileParts;
  readonly #parsed: ParsedLockfiles;

  constructor(parts: LockfileParts) {
    this.#parts = parts;
    this.#parsed = new ParsedLockfiles(parts);
  }

  /**
   * The lockfile that governs a manifest: one farther up that names the manifest's folder as a member, else the one
   * beside it, else what was written down when the project was last installed. One that merely lies above is another
   * project's.
   *
   * @param manifest undefined: there is none, and only what lies in the folder counts
   */
  async find(folder: string, manifest: Manifest | undefined, notes: Words[]): Promise<FoundLockfile | undefined> {
    if (manifest === undefined) return this.#in(folder, new Map(), notes);
    const own = await this.#in(folder, new Map([['', manifest]]), notes);
    if (own?.makesOwnProject === true) return own;
    return (await this.#above(folder, manifest, own, notes)) ?? own ?? this.#lastResort(folder, manifest, notes);
  }

  /** A lockfile that somebody has named, whether or not it is the one that governs. */
  async named(
    lockfilePath: string,
    folder: string,
    manifest: Manifest | undefined,
    notes: Words[],
  ): Promise<FoundLockfile | undefined> {
    const format = this.#formatOf(lockfilePath);
    if (format === undefined) return undefined;
    const member = relativeFolder(governedFolder(lockfilePath), folder);
    return this.#read({ lockfilePath, format }, new Map(manifest === undefined ? [] : [[member, manifest]]), notes);
  }

  /** Reads a lockfile, or the one that a folder holds, without asking which project it governs. */
  async read(lockfileOrFolder: string): Promise<Outcome<DependencyGraph>> {
    const format = this.#formatOf(lockfileOrFolder);
    if (format === undefined) return this.#readIn(lockfileOrFolder);
    const text = await this.#parts.files.read(lockfileOrFolder);
    return text.status === 'ok'
      ? { ...text, value: await this.#parsed.parse(lockfileOrFolder, text.value, format, new Map()) }
      : text;
  }

  forget(): void {
    this.#parsed.forget();
  }

  #formatOf(lockfilePath: string): LockfileCandidate['format'] | undefined {
    return lockfileNamed(path.basename(lockfilePath), this.#parts.lockfileFormats);
  }

  async #readIn(folder: string): Promise<Outcome<DependencyGraph>> {
    const notes: Words[] = [];
    const found = await this.#in(folder, new Map(), notes);
    if (found !== undefined) return { status: 'ok', value: found.graph, asOf: this.#parts.clock() };
    const installed = await this.#installedIn(folder);
    if (installed !== undefined) return { status: 'ok', value: installed, asOf: this.#parts.clock() };
    const [problem] = [...notes, ...(await this.#notRead(folder))];
    return problem === undefined ? absent(this.#parts.clock()) : failed('unsupported', problem);
  }

  /** What was written down when a folder without a lockfile was last installed, which is said among the problems. */
  async #installedIn(folder: string): Promise<DependencyGraph | undefined> {
    for (const format of this.#parts.lockfileFormats) {
      if (format.installedRecord === undefined) continue;
      const lockfilePath = path.join(folder, format.installedRecord);
      const found = await this.#read({ lockfilePath, format }, new Map(), []);
      if (found === undefined) continue;
      const messages = [...(await this.#notRead(folder)), installedNote(format.installedRecord)];
      return { ...found.graph, problems: [...messages.map((message) => ({ message })), ...found.graph.problems] };
    }
    return undefined;
  }

  /** Where there is one beside the manifest, only what calls itself a workspace can be above it. */
  async #above(
    folder: string,
    manifest: Manifest,
    own: FoundLockfile | undefined,
    notes: Words[],
  ): Promise<FoundLockfile | undefined> {
    for (const at of foldersAbove(folder)) {
      if (own !== undefined && !(await this.#isWorkspace(at))) continue;
      const member = relativeFolder(at, folder);
      const found = await this.#in(at, new Map([[member, manifest]]), notes);
      if (found !== undefined && importerOf(found.graph, member) !== undefined) return found;
    }
    return undefined;
  }

  async #isWorkspace(folder: string): Promise<boolean> {
    for (const fileName of WORKSPACE_FILES) {
      if (await this.#parts.files.exists(path.join(folder, fileName))) return true;
    }
    return (await this.#parsed.manifestIn(folder))?.workspaces !== undefined;
  }

  /** Says so: what is installed can be older than what is declared, and older than what an installation would bring. */
  async #lastResort(folder: string, manifest: Manifest, notes: Words[]): Promise<FoundLockfile | undefined> {
    notes.push(...(await this.#notRead(folder)));
    for (const at of [folder, ...foldersAbove(folder)]) {
      const member = relativeFolder(at, folder);
      for (const format of this.#parts.lockfileFormats) {
        if (format.installedRecord === undefined) continue;
        const lockfilePath = path.join(at, format.installedRecord);
        const found = await this.#read({ lockfilePath, format }, new Map([[member, manifest]]), []);
        if (found === undefined || importerOf(found.graph, member) === undefined) continue;
        notes.push(installedNote(format.installedRecord));
        return found;
      }
    }
    return undefined;
  }

  async #in(folder: string, manifests: Manifests, notes: Words[]): Promise<FoundLockfile | undefined> {
    const { files, lockfileFormats } = this.#parts;
    const managerOf = async (): Promise<string | undefined> =>
      (manifests.get('') ?? (await this.#parsed.manifestIn(folder)))?.packageManager;
    for (const candidate of await lockfilesIn(files, folder, lockfileFormats, managerOf)) {
      const found = await this.#read(candidate, manifests, notes);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async #read(
    { lockfilePath, format }: LockfileCandidate,
    manifests: Manifests,
    notes: Words[],
  ): Promise<FoundLockfile | undefined> {
    const text = await this.#parts.files.read(lockfilePath);
    if (text.status === 'failed') {
      const problem = text.wording ?? text.message;
      notes.push(phrase('{file} could not be read: {problem}', { file: path.basename(lockfilePath), problem }));
    }
    if (text.status !== 'ok') return undefined;
    const graph = await this.#parsed.parse(lockfilePath, text.value, format, manifests);
    return { lockfilePath, graph, makesOwnProject: format.makesOwnProject?.(graph) };
  }

  /** Lockfiles that are known by name only, in sentences. Farther up one may belong to another project. */
  async #notRead(folder: string): Promise<readonly Words[]> {
    const notes: Words[] = [];
    for (const { fileNames, notRead } of this.#parts.lockfileFormats) {
      for (const fileName of notRead === undefined ? [] : fileNames) {
        if (await this.#parts.files.exists(path.join(folder, fileName)))
          notes.push(phrase('{file}: {problem}', { file: fileName, problem: notRead ?? '' }));
      }
    }
    return notes;
  }
}

function installedNote(file: string): Words {
  return phrase('There is no lockfile: the versions are those in {file}, which are installed now.', { file });
}

/** The lockfile's member for a folder relative to the lockfile. */
export function importerOf(graph: DependencyGraph, member: string): Importer | undefined {
  return graph.importers.find((importer) => importer.id === member);
}
