import path from 'node:path';
import semver from 'semver';
import type { DependencyGraph, Manifest, RegistrySpecifier } from '../model/index.js';
import { foldersAbove, relativeFolder } from './folders.js';
import type { LockfileParts } from './parsed-lockfiles.js';
import { workspaceFolders } from './workspace-folders.js';

/** The packages that a workspace's own folders hold: name → version, where the manifest tells one. */
export type WorkspaceMembers = ReadonlyMap<string, string | undefined>;

/** Members come and go by hand; reading hundreds of manifests on every keystroke would be felt. */
const MAX_AGE_MS = 5000;

interface Known {
  readonly at: number;
  readonly patterns: string;
  readonly members: WorkspaceMembers;
}

/** Finds the members of the workspace that a manifest belongs to, as npm, yarn and bun name them. */
export class MemberReader {
  readonly #parts: LockfileParts;
  readonly #known = new Map<string, Known>();

  constructor(parts: LockfileParts) {
    this.#parts = parts;
  }

  /** None where the manifest is in no workspace that a package.json describes. */
  async around(folder: string, manifest: Manifest): Promise<WorkspaceMembers> {
    if (manifest.workspaces !== undefined) return this.#membersOf(folder, manifest.workspaces);
    for (const at of foldersAbove(folder)) {
      const patterns = (await this.#manifestIn(at))?.workspaces ?? [];
      if (this.#parts.manifestFormat.isMember(patterns, relativeFolder(at, folder)))
        return this.#membersOf(at, patterns);
    }
    return new Map();
  }

  forget(): void {
    this.#known.clear();
  }

  async #membersOf(root: string, patterns: readonly string[]): Promise<WorkspaceMembers> {
    const { clock, files, manifestFormat } = this.#parts;
    const known = this.#known.get(root);
    const asked = JSON.stringify(patterns);
    if (known?.patterns === asked && clock() - known.at < MAX_AGE_MS) return known.members;
    const members = new Map<string, string | undefined>();
    for (const folder of await workspaceFolders(files, root, patterns, manifestFormat.isMember)) {
      const manifest = await this.#manifestIn(path.join(root, folder));
      if (manifest?.name !== undefined) members.set(manifest.name, manifest.version);
    }
    this.#known.set(root, { at: clock(), patterns: asked, members });
    return members;
  }

  async #manifestIn(folder: string): Promise<Manifest | undefined> {
    const text = await this.#parts.files.read(path.join(folder, 'package.json'));
    return text.status === 'ok' ? this.#parts.manifestFormat.read(text.value) : undefined;
  }
}

/** The members that a lockfile knows. */
export function membersIn(graph: DependencyGraph | undefined): WorkspaceMembers {
  const members = [...(graph?.entries.values() ?? [])].filter(({ workspace }) => workspace === true);
  return new Map(members.map(({ name, version }) => [name, version ?? undefined]));
}

/** Package managers link a member wherever its version will do. */
export function isAnsweredBy(specifier: RegistrySpecifier, members: WorkspaceMembers | undefined): boolean {
  if (members?.has(specifier.name) !== true || specifier.kind === 'tag') return false;
  return isVersionFor(members.get(specifier.name) ?? NO_VERSION, specifier);
}

/** For a manifest without a version, as npm has it. */
const NO_VERSION = '0.0.0';

/** Of folders, also a prerelease will do for any range. */
export function isVersionFor(version: string, specifier: RegistrySpecifier): boolean {
  if (specifier.kind === 'tag') return true;
  const range = specifier.kind === 'version' ? specifier.version : specifier.range;
  return semver.satisfies(version, range, { loose: true, includePrerelease: true });
}
