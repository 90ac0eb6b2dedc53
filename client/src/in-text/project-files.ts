import { type DocumentFilter, languages, type TextDocument, Uri, workspace } from 'vscode';
import { IN_TEXT_PATTERNS, isWorkedOn, MAX_IN_TEXT_LENGTH } from '../../../server/src/protocol/in-text-files.js';

/** Files of the disk in which packages may be named beside manifests. */
export const IN_TEXT_SELECTOR: readonly DocumentFilter[] = IN_TEXT_PATTERNS.map((pattern) => ({
  scheme: 'file',
  pattern,
}));

/** Tells which documents belong to projects of npm's. */
export class ProjectFiles {
  readonly #manifests = new Map<string, Promise<boolean>>();

  /**
   * Whether a `package.json` lies in the folder of a document, or in one above it that the window has open. What is installed, made
   * from sources, or too large to be read is nobody's.
   */
  async has(document: TextDocument): Promise<boolean> {
    const folder = workspace.getWorkspaceFolder(document.uri);
    if (folder === undefined || languages.match(IN_TEXT_SELECTOR, document) === 0) return false;
    const isSmall = document.getText().length <= MAX_IN_TEXT_LENGTH;
    if (!isSmall || !isWorkedOn(workspace.asRelativePath(document.uri, false))) return false;
    return this.#isBelowManifest(Uri.joinPath(document.uri, '..'), folder.uri);
  }

  /** A manifest has come or gone. */
  forget(): void {
    this.#manifests.clear();
  }

  async #isBelowManifest(folder: Uri, top: Uri): Promise<boolean> {
    if (await this.#holdsManifest(folder)) return true;
    const above = Uri.joinPath(folder, '..');
    if (folder.path === top.path || above.path === folder.path) return false;
    return this.#isBelowManifest(above, top);
  }

  #holdsManifest(folder: Uri): Promise<boolean> {
    const key = folder.toString();
    const asked = this.#manifests.get(key) ?? isThere(Uri.joinPath(folder, 'package.json'));
    this.#manifests.set(key, asked);
    return asked;
  }
}

async function isThere(file: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
