import path from 'node:path';
import type { DependencyGraph, Manifest, Outcome, Words } from '../model/index.js';
import type { TeamPlace } from '../policies/policy.js';
import type { Project, ProjectRef } from './engine.js';
import { LockfileReader } from './lockfile-reader.js';
import { governedFolder } from './parsed-lockfiles.js';
import type { EngineParts } from './parts.js';
import { teamPlace } from './team-place.js';
import { readPolicy, type ReadPolicy } from './read-policy.js';
import { existingRedirections } from './transitive/existing-redirections.js';
import { readOverrideSite } from './transitive/read-override-site.js';
import { WorkspaceReader } from './workspace-reader.js';

type ReaderParts = Pick<
  EngineParts,
  | 'clock'
  | 'files'
  | 'manifestFormat'
  | 'settingsFormats'
  | 'lockfileFormats'
  | 'pnpmSettingsFormat'
  | 'policyFormat'
  | 'readTeamSettings'
>;

const NOTHING_DECLARED: Manifest = Object.freeze({ dependencies: [], problems: [] });

/** Reads a project's files as text. */
export class ProjectReader {
  readonly #parts: ReaderParts;
  readonly #lockfiles: LockfileReader;
  readonly #workspaces: WorkspaceReader;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
    this.#lockfiles = new LockfileReader(parts);
    this.#workspaces = new WorkspaceReader(parts);
  }

  /** @param given undefined: there is no manifest, which is another thing than one that declares nothing */
  async read(ref: ProjectRef, given: string | undefined): Promise<Project> {
    const manifestText = given ?? '{}';
    const folder = path.dirname(ref.manifestPath);
    const { manifestFormat, settingsFormats } = this.#parts;
    const settings = settingsFormats.find((format) => format.matches(path.basename(ref.manifestPath)));
    const manifest = (settings ?? manifestFormat).read(manifestText);
    const notes: Words[] = [];
    // A file of settings has the lockfile of the package.json beside it.
    const locked = settings === undefined ? manifest : await this.#manifestIn(folder);
    const governed = given === undefined ? undefined : locked;
    const found = await (ref.lockfile === undefined
      ? this.#lockfiles.find(folder, governed, notes)
      : this.#lockfiles.named(ref.lockfile, folder, governed, notes));
    const workspace = await this.#workspaces.read({ file: ref.manifestPath, text: manifestText, manifest }, found);
    const folders = new Set([folder, ...(found === undefined ? [] : [governedFolder(found.lockfilePath)])]);
    const decided = await readPolicy(folders, ref.trusted, this.#parts, notes);
    const manifestIn = async (at: string): Promise<Manifest> => (at === folder ? locked : this.#manifestIn(at));
    const place = await teamPlace({ ref, folder, found, workspace, manifestIn }, this.#parts.files);
    const policy = await this.#withTeamSettings(place, decided, notes);
    const { lockfilePath, graph } = found ?? {};
    const project: Project = {
      ...ref,
      ...{ folder, manifestText, manifest, notes, lockfilePath, graph, workspace },
      ...policy,
    };
    const site = await readOverrideSite(project, this.#parts);
    return site === undefined ? project : { ...project, redirections: existingRedirections(site) };
  }

  /** See `Engine.workspaceManifests`. */
  async workspaceManifests({ folder, manifestPath, workspace }: Project): Promise<readonly string[]> {
    if (workspace?.folder !== folder) return [];
    const settings = workspace.catalogs.map(({ file }) => file).filter((file) => file !== manifestPath);
    return [...settings, ...(await this.#workspaces.memberManifests(folder))];
  }

  readLockfile(lockfileOrFolder: string): Promise<Outcome<DependencyGraph>> {
    return this.#lockfiles.read(lockfileOrFolder);
  }

  forget(): void {
    this.#lockfiles.forget();
  }

  async #manifestIn(folder: string): Promise<Manifest> {
    const text = await this.#parts.files.read(path.join(folder, 'package.json'));
    return text.status === 'ok' ? this.#parts.manifestFormat.read(text.value) : NOTHING_DECLARED;
  }

  /** What package managers and other tools have been told stands beside what the policy file says. */
  async #withTeamSettings(place: TeamPlace, decided: ReadPolicy, notes: Words[]): Promise<ReadPolicy> {
    const team = await this.#parts.readTeamSettings(place);
    notes.push(...team.notes);
    const ignored = team.ignored.length === 0 ? {} : { ignored: team.ignored };
    return { ...decided, policy: { ...decided.policy, manager: team.manager, ...ignored } };
  }
}
