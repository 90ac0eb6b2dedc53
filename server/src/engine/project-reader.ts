import path from 'node:path';
import type { LockfileFormat } from '../formats/format.js';
import {
  absent,
  EMPTY_POLICY,
  failed,
  type DependencyGraph,
  type Importer,
  type Manifest,
  type Outcome,
  type Policy,
} from '../model/index.js';
import type { Project, ProjectRef } from './engine.js';
import type { EngineParts } from './parts.js';

/** How far above a manifest its lockfile is looked for: workspaces are rarely deeper. */
const MAX_FOLDERS_UP = 8;

/** A lockfile as last read: it is parsed again only when its text has changed. */
interface ReadLockfile {
  readonly text: string;
  readonly declared: string;
  readonly graph: DependencyGraph;
}

interface FoundLockfile {
  readonly lockfilePath: string;
  readonly graph: DependencyGraph;
}

type ReaderParts = Pick<EngineParts, 'clock' | 'files' | 'manifestFormat' | 'lockfileFormats' | 'policyFormat'>;

/** Reads a project's files as text. Remembers parsed lockfiles, since a manifest is read again on every keystroke. */
export class ProjectReader {
  readonly #parts: ReaderParts;
  readonly #lockfiles = new Map<string, ReadLockfile>();

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  async read(ref: ProjectRef, manifestText: string): Promise<Project> {
    const folder = path.dirname(ref.manifestPath);
    const manifest = this.#parts.manifestFormat.read(manifestText);
    const notes: string[] = [];
    const found = await this.#findLockfile(folder, manifest, notes);
    const policy = await this.#readPolicy(ref, folder, found, notes);
    return { ...ref, folder, manifestText, manifest, notes, ...found, ...policy };
  }

  /** Reads a lockfile, or the one that a folder holds, without asking which project it governs. */
  async readLockfile(lockfileOrFolder: string): Promise<Outcome<DependencyGraph>> {
    const format = this.#formatOf(path.basename(lockfileOrFolder));
    const folder = format === undefined ? lockfileOrFolder : path.dirname(lockfileOrFolder);
    const beside = await this.#parts.files.read(path.join(folder, 'package.json'));
    const manifest = this.#parts.manifestFormat.read(beside.status === 'ok' ? beside.value : '{}');
    if (format === undefined) {
      const notes: string[] = [];
      const found = await this.#lockfileIn(folder, '', manifest, notes);
      if (found !== undefined) return { status: 'ok', value: found.graph, asOf: this.#parts.clock() };
      const [problem] = notes;
      return problem === undefined ? absent(this.#parts.clock()) : failed('unsupported', problem);
    }
    const text = await this.#parts.files.read(lockfileOrFolder);
    return text.status === 'ok'
      ? { ...text, value: this.#parse(lockfileOrFolder, text.value, format, '', manifest) }
      : text;
  }

  forget(): void {
    this.#lockfiles.clear();
  }

  /** The manifest's own folder first, then upwards while a lockfile there names the manifest's folder as a member. */
  async #findLockfile(folder: string, manifest: Manifest, notes: string[]): Promise<FoundLockfile | undefined> {
    let at = folder;
    for (let up = 0; up < MAX_FOLDERS_UP; up += 1) {
      const member = path.relative(at, folder).split(path.sep).join('/');
      const found = await this.#lockfileIn(at, member, manifest, notes);
      if (found !== undefined && (up === 0 || importerOf(found.graph, member) !== undefined)) return found;
      const parent = path.dirname(at);
      if (parent === at) return undefined;
      at = parent;
    }
    return undefined;
  }

  async #lockfileIn(
    folder: string,
    member: string,
    manifest: Manifest,
    notes: string[],
  ): Promise<FoundLockfile | undefined> {
    for (const format of this.#parts.lockfileFormats) {
      for (const fileName of format.fileNames) {
        const lockfilePath = path.join(folder, fileName);
        const text = await this.#parts.files.read(lockfilePath);
        if (text.status === 'ok') {
          return { lockfilePath, graph: this.#parse(lockfilePath, text.value, format, member, manifest) };
        }
        if (text.status === 'failed') notes.push(`${fileName} could not be read: ${text.message}`);
      }
    }
    return undefined;
  }

  #formatOf(fileName: string): LockfileFormat | undefined {
    return this.#parts.lockfileFormats.find((format) => format.fileNames.includes(fileName));
  }

  #parse(
    lockfilePath: string,
    text: string,
    format: LockfileFormat,
    member: string,
    manifest: Manifest,
  ): DependencyGraph {
    const declared = manifest.dependencies.map((dependency) => `${dependency.section}:${dependency.name}`).join('\n');
    const known = this.#lockfiles.get(lockfilePath);
    if (known?.text === text && known.declared === declared) return known.graph;
    const graph = format.read(text, new Map([[member, manifest]]));
    this.#lockfiles.set(lockfilePath, { text, declared, graph });
    return graph;
  }

  async #readPolicy(
    ref: ProjectRef,
    folder: string,
    found: FoundLockfile | undefined,
    notes: string[],
  ): Promise<{ readonly policy: Policy; readonly policyFolder?: string }> {
    const { fileName } = this.#parts.policyFormat;
    const folders = new Set([folder, ...(found === undefined ? [] : [path.dirname(found.lockfilePath)])]);
    for (const candidate of folders) {
      const text = await this.#parts.files.read(path.join(candidate, fileName));
      if (text.status === 'absent') continue;
      if (!ref.trusted) {
        notes.push(`${fileName} is not used, because this project is not trusted.`);
        return { policy: EMPTY_POLICY };
      }
      if (text.status === 'ok') return { policy: this.#parts.policyFormat.read(text.value), policyFolder: candidate };
      notes.push(`${fileName} could not be read: ${text.message}`);
    }
    return { policy: EMPTY_POLICY };
  }
}

/** The lockfile's member for a folder relative to the lockfile. */
export function importerOf(graph: DependencyGraph, member: string): Importer | undefined {
  return graph.importers.find((importer) => importer.id === member);
}
