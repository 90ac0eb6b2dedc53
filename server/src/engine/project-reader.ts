import path from 'node:path';
import {
  EMPTY_POLICY,
  isRegistrySpecifier,
  type Dependency,
  type DependencyGraph,
  type Manifest,
  type Outcome,
  type Policy,
} from '../model/index.js';
import type { Project, ProjectRef } from './engine.js';
import { relativeFolder } from './folders.js';
import { importerOf, LockfileReader, type FoundLockfile } from './lockfile-reader.js';
import { governedFolder } from './parsed-lockfiles.js';
import type { EngineParts } from './parts.js';
import { existingRedirections } from './transitive/existing-redirections.js';
import { readOverrideSite } from './transitive/read-override-site.js';
import { MemberReader, membersIn, type WorkspaceMembers } from './workspace-members.js';

type ReaderParts = Pick<
  EngineParts,
  'clock' | 'files' | 'manifestFormat' | 'lockfileFormats' | 'pnpmSettingsFormat' | 'policyFormat'
>;

/** Reads a project's files as text. */
export class ProjectReader {
  readonly #parts: ReaderParts;
  readonly #lockfiles: LockfileReader;

  readonly #members: MemberReader;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
    this.#members = new MemberReader(parts);
    this.#lockfiles = new LockfileReader(parts);
  }

  async read(ref: ProjectRef, manifestText: string): Promise<Project> {
    const folder = path.dirname(ref.manifestPath);
    const manifest = this.#parts.manifestFormat.read(manifestText);
    const notes: string[] = [];
    const found = await this.#lockfiles.find(folder, manifest, notes);
    const policy = await this.#readPolicy(ref, folder, found, notes);
    const members = await this.#membersAround(folder, manifest, found);
    const { lockfilePath, graph } = found ?? {};
    const project: Project = {
      ...ref,
      ...{ folder, manifestText, manifest, notes, lockfilePath, graph, members },
      ...policy,
    };
    const site = await readOverrideSite(project, this.#parts);
    return site === undefined ? project : { ...project, redirections: existingRedirections(site) };
  }

  readLockfile(lockfileOrFolder: string): Promise<Outcome<DependencyGraph>> {
    return this.#lockfiles.read(lockfileOrFolder);
  }

  forget(): void {
    this.#lockfiles.forget();
    this.#members.forget();
  }

  /** Those that the lockfile knows, and where a line has no answer in it those that lie there now. */
  async #membersAround(
    folder: string,
    manifest: Manifest,
    found: FoundLockfile | undefined,
  ): Promise<WorkspaceMembers | undefined> {
    const resolves = found === undefined ? undefined : resolvesIn(found, folder);
    if (manifest.dependencies.every((line) => !couldBeMember(line) || resolves?.has(line.name) === true))
      return undefined;
    return new Map([...membersIn(found?.graph), ...(await this.#members.around(folder, manifest))]);
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

function resolvesIn({ graph, lockfilePath }: FoundLockfile, folder: string): ReadonlyMap<string, string> | undefined {
  return importerOf(graph, relativeFolder(governedFolder(lockfilePath), folder))?.resolves;
}

function couldBeMember({ section, specifier }: Dependency): boolean {
  return section !== 'overrides' && isRegistrySpecifier(specifier);
}
