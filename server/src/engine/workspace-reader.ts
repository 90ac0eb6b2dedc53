import path from 'node:path';
import type { ManifestFormat } from '../formats/format.js';
import { isRegistrySpecifier, type Dependency, type Manifest } from '../model/index.js';
import type { CatalogFile, Workspace, WorkspaceMember } from './engine.js';
import { foldersAbove, relativeFolder } from './folders.js';
import { importerOf, type FoundLockfile } from './lockfile-reader.js';
import { governedFolder } from './parsed-lockfiles.js';
import type { EngineParts } from './parts.js';
import { workspaceFolders } from './workspace-folders.js';

const MANIFEST_NAME = 'package.json';
const PNPM_SETTINGS = 'pnpm-workspace.yaml';

type ReaderParts = Pick<EngineParts, 'files' | 'manifestFormat' | 'settingsFormats'>;

/** A file as it was read, or as it is being edited. */
interface ReadFile {
  readonly file: string;
  readonly text: string;
  readonly manifest: Manifest;
}

/** A folder with what in it says that it is a workspace's root. */
interface Root {
  readonly folder: string;
  readonly manifest: ReadFile | undefined;
  readonly settings: readonly ReadFile[];
}

/** Finds the workspace around a manifest: which catalogs it has, and which packages are its own. */
export class WorkspaceReader {
  readonly #parts: ReaderParts;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  /**
   * @param own the manifest that is read, as it is being edited
   * @param found the lockfile that governs it, and so says where the root is
   */
  async read(own: ReadFile, found: FoundLockfile | undefined): Promise<Workspace> {
    const root = await this.#rootOf(own, found);
    const { folder, manifest, settings } = root;
    const catalogs = [...settings, ...(manifest === undefined ? [] : [manifest])].map(catalogFile);
    return {
      folder,
      catalogs: catalogs.filter(({ entries }) => entries.length > 0),
      members: needsMembers(own, found) ? await this.#members(root, own) : [],
      linksRanges: await this.#linksRanges(root, found),
    };
  }

  /** Absolute paths of the members' manifests, without the root's own. */
  async memberManifests(folder: string): Promise<readonly string[]> {
    const root = await this.#root(folder);
    const files: string[] = [];
    for (const member of await this.#memberFolders(root)) {
      const file = path.join(folder, member, MANIFEST_NAME);
      if (await this.#parts.files.exists(file)) files.push(file);
    }
    return files;
  }

  /** The root and the members, also where reading the project could do without them. */
  async members(folder: string, own: ReadFile): Promise<readonly WorkspaceMember[]> {
    return this.#members(await this.#root(folder, own), own);
  }

  async #rootOf(own: ReadFile, found: FoundLockfile | undefined): Promise<Root> {
    if (found !== undefined) return this.#root(governedFolder(found.lockfilePath), own);
    const start = path.dirname(own.file);
    const beside = await this.#root(start, own);
    if (patternsOf(beside) !== undefined) return beside;
    for (const folder of foldersAbove(start)) {
      const root = await this.#root(folder, own);
      if (this.#parts.manifestFormat.isMember(patternsOf(root) ?? [], relativeFolder(folder, start))) return root;
    }
    // A project of its own can have catalogs too.
    return beside;
  }

  async #root(folder: string, own?: ReadFile): Promise<Root> {
    const { manifestFormat, settingsFormats } = this.#parts;
    const settings: ReadFile[] = [];
    for (const name of SETTINGS_NAMES) {
      const format = settingsFormats.find((candidate) => candidate.matches(name));
      const read = format && (await this.#readFile(path.join(folder, name), format, own));
      if (read !== undefined) settings.push(read);
    }
    return { folder, settings, manifest: await this.#readFile(path.join(folder, MANIFEST_NAME), manifestFormat, own) };
  }

  async #readFile(file: string, format: ManifestFormat, own?: ReadFile): Promise<ReadFile | undefined> {
    if (file === own?.file) return own;
    const text = await this.#parts.files.read(file);
    return text.status === 'ok' ? { file, text: text.value, manifest: format.read(text.value) } : undefined;
  }

  async #members(root: Root, own: ReadFile): Promise<readonly WorkspaceMember[]> {
    const { manifestFormat } = this.#parts;
    const folders = await this.#memberFolders(root);
    const read = await Promise.all(
      folders.map(async (folder) => {
        const file = path.join(root.folder, folder, MANIFEST_NAME);
        return { folder, read: await this.#readFile(file, manifestFormat, own) };
      }),
    );
    return [{ folder: '', read: root.manifest }, ...read].flatMap((one) => {
      return one.read === undefined ? [] : [{ folder: one.folder, manifest: one.read.manifest }];
    });
  }

  async #memberFolders(root: Root): Promise<readonly string[]> {
    const { files, manifestFormat } = this.#parts;
    return workspaceFolders(files, root.folder, patternsOf(root) ?? [], manifestFormat.isMember);
  }

  /** pnpm has asked the registry for ranges since its version 9; the other managers prefer their own packages. */
  async #linksRanges({ folder, settings }: Root, found: FoundLockfile | undefined): Promise<boolean> {
    const pnpm = settings.find(({ file }) => path.basename(file) === PNPM_SETTINGS);
    const isPnpm = found === undefined ? pnpm !== undefined : found.graph.format === 'pnpm-lock.yaml';
    if (!isPnpm) return true;
    const said = pnpm?.manifest.linkWorkspacePackages;
    if (said !== undefined) return said;
    const npmrc = await this.#parts.files.read(path.join(folder, '.npmrc'));
    const inNpmrc =
      npmrc.status === 'ok' ? /^[ \t]*link-workspace-packages[ \t]*=[ \t]*(\w+)/m.exec(npmrc.value) : null;
    if (inNpmrc !== null) return inNpmrc[1] !== 'false';
    const version = Number.parseFloat(found?.graph.lockfileVersion ?? '9');
    return version < FIRST_WITHOUT_LINKS;
  }
}

/** The version of the lockfiles of pnpm 9. */
const FIRST_WITHOUT_LINKS = 9;

/** Of two beside each other, the first counts. */
const SETTINGS_NAMES: readonly string[] = Object.freeze([PNPM_SETTINGS, '.yarnrc.yml']);

/** pnpm knows only its own list; undefined where nothing says that there is a workspace. */
function patternsOf({ manifest, settings }: Root): readonly string[] | undefined {
  return (
    settings.find(({ manifest: { workspaces } }) => workspaces !== undefined)?.manifest.workspaces ??
    manifest?.manifest.workspaces
  );
}

function catalogFile({ file, text, manifest }: ReadFile): CatalogFile {
  return { file, text, entries: manifest.dependencies.filter(isEntry) };
}

function isEntry({ section }: Dependency): boolean {
  return section === 'catalog';
}

/**
 * What the lockfile knows already needs no look at the members: a workspace can have a thousand, and this is asked at
 * each keystroke.
 */
function needsMembers({ file, manifest: { dependencies } }: ReadFile, found: FoundLockfile | undefined): boolean {
  const locked =
    found && importerOf(found.graph, relativeFolder(governedFolder(found.lockfilePath), path.dirname(file)));
  return dependencies.some(({ section, name, specifier }) => {
    if (section === 'catalog') return true;
    return isRegistrySpecifier(specifier) && (section === 'overrides' || locked?.resolves.has(name) !== true);
  });
}
