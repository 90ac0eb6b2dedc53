import path from 'node:path';
import { EMPTY_POLICY, type DependencyGraph, type Outcome, type Policy } from '../model/index.js';
import type { Project, ProjectRef } from './engine.js';
import { LockfileReader, type FoundLockfile } from './lockfile-reader.js';
import { governedFolder } from './parsed-lockfiles.js';
import type { EngineParts } from './parts.js';

type ReaderParts = Pick<EngineParts, 'clock' | 'files' | 'manifestFormat' | 'lockfileFormats' | 'policyFormat'>;

/** Reads a project's files as text. */
export class ProjectReader {
  readonly #parts: ReaderParts;
  readonly #lockfiles: LockfileReader;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
    this.#lockfiles = new LockfileReader(parts);
  }

  async read(ref: ProjectRef, manifestText: string): Promise<Project> {
    const folder = path.dirname(ref.manifestPath);
    const manifest = this.#parts.manifestFormat.read(manifestText);
    const notes: string[] = [];
    const found = await this.#lockfiles.find(folder, manifest, notes);
    const policy = await this.#readPolicy(ref, folder, found, notes);
    const { lockfilePath, graph } = found ?? {};
    return { ...ref, folder, manifestText, manifest, notes, lockfilePath, graph, ...policy };
  }

  readLockfile(lockfileOrFolder: string): Promise<Outcome<DependencyGraph>> {
    return this.#lockfiles.read(lockfileOrFolder);
  }

  forget(): void {
    this.#lockfiles.forget();
  }

  async #readPolicy(
    ref: ProjectRef,
    folder: string,
    found: FoundLockfile | undefined,
    notes: string[],
  ): Promise<{ readonly policy: Policy; readonly policyFolder?: string }> {
    const { fileName } = this.#parts.policyFormat;
    const folders = new Set([folder, ...(found === undefined ? [] : [governedFolder(found.lockfilePath)])]);
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
