import path from 'node:path';
import { FileChangeType, type FileEvent } from 'vscode-languageserver';
import type { CriticalWatch } from './critical-news.js';
import { DocumentProject, LOOK_UP_DELAY_MS, type DocumentKind } from './document-project.js';
import type { DocumentTexts } from './documents.js';
import { attempt } from './error-boundary.js';
import type { Freshness } from './judging.js';
import { readManifest } from './open-manifest.js';
import type { Judged, ProjectParts } from './project-parts.js';
import { lockfilePathOf, manifestPathOf, pathOfUri, uriOfPath } from './uri.js';

/** In the largest workspaces that are known; each is judged by itself. */
export const MAX_CLOSED_MANIFESTS = 500;

/** A window has other things to do, and most of what they ask is the same. */
const JUDGED_AT_ONCE = 2;

const CLOSED: DocumentKind = Object.freeze({ open: readManifest, scope: 'brought-in' });

/** There is one state of a file that is not open: the one on disk, read anew when something around it changes. */
const ON_DISK: DocumentTexts = Object.freeze({ snapshot: () => undefined, versionOf: () => 0 });

export interface ClosedManifestsParts extends ProjectParts {
  readonly isOpen: (uri: string) => boolean;
  readonly critical: CriticalWatch;
}

/** Manifests of the window's folders that are not open: those that the editor has found, and those that change on disk. */
export class ClosedManifests {
  readonly #parts: ClosedManifestsParts;
  /** Of the projects here, which see what is on disk only. */
  readonly #projectParts: ProjectParts;
  readonly #projects = new Map<string, DocumentProject>();
  #waiting = new Set<string>();
  #judged = 0;
  #cancelDelay: () => void = () => undefined;

  constructor(parts: ClosedManifestsParts) {
    this.#parts = parts;
    this.#projectParts = { ...parts, documents: ON_DISK, onNews: (uri) => this.#heard(uri) };
  }

  current(uri: string): Promise<Judged | undefined> {
    return this.#projects.get(uri)?.current() ?? Promise.resolve(undefined);
  }

  /** All that there are: what is no longer among them is let go. */
  found(uris: readonly string[]): void {
    const manifests = new Set(uris.filter((uri) => manifestPathOf(uri) !== undefined).slice(0, MAX_CLOSED_MANIFESTS));
    for (const uri of [...this.#projects.keys()]) if (!manifests.has(uri)) this.#forget(uri);
    for (const uri of manifests) if (!this.#projects.has(uri)) this.#follow(uri);
    this.#judgeWaiting();
  }

  /** An editor shows it now, and tells more of it than the disk does. */
  opened(uri: string): void {
    this.#projects.get(uri)?.close();
  }

  closed(uri: string): void {
    if (this.#projects.has(uri)) this.#soon(uri);
  }

  /** Files have changed on disk. A lockfile counts for the manifest beside it. */
  filesChanged(changes: readonly FileEvent[]): void {
    for (const { uri, type } of changes) {
      const manifest = manifestConcerned(uri);
      if (manifest === undefined) continue;
      if (manifest === uri && type === FileChangeType.Deleted) this.#forget(uri);
      else this.#changed(manifest);
    }
    const concerned = (uri: string): boolean => changes.some((change) => this.#concerns(change.uri, uri));
    for (const uri of this.#projects.keys()) if (concerned(uri)) this.#soon(uri);
  }

  /** Done when all is judged. */
  async reloadAll(freshness: Freshness = 'cached'): Promise<void> {
    this.#cancelDelay();
    this.#waiting = new Set();
    for (const uri of this.#projects.keys()) {
      if (!this.#parts.isOpen(uri)) await this.#projects.get(uri)?.reload(freshness);
    }
  }

  /** By the address of the manifest, those that are not open. */
  projects(): readonly (readonly [uri: string, project: DocumentProject])[] {
    return [...this.#projects].filter(([uri]) => !this.#parts.isOpen(uri));
  }

  dispose(): void {
    this.#cancelDelay();
    for (const uri of [...this.#projects.keys()]) this.#forget(uri);
  }

  #changed(uri: string): void {
    if (!this.#projects.has(uri) && this.#projects.size >= MAX_CLOSED_MANIFESTS) return;
    // One that was opened before the news of it came is followed all the same: it is there when it is closed.
    if (!this.#parts.isOpen(uri)) this.#parts.critical.expect(uri);
    if (!this.#projects.has(uri)) this.#follow(uri);
  }

  /** What stands in a folder counts for the manifests below; a manifest for those that refer to it. */
  #concerns(changed: string, uri: string): boolean {
    const file = pathOfUri(changed);
    const manifest = pathOfUri(uri);
    if (file === undefined || manifest === undefined || changed === uri) return changed === uri;
    if (manifestPathOf(changed) !== undefined) return this.#projects.get(uri)?.refersTo(file) === true;
    return manifest.startsWith(path.join(path.dirname(file), path.sep));
  }

  #follow(uri: string): void {
    this.#projects.set(uri, new DocumentProject(uri, CLOSED, this.#projectParts));
    if (!this.#parts.isOpen(uri)) this.#waiting.add(uri);
  }

  #forget(uri: string): void {
    this.#projects.get(uri)?.close();
    this.#projects.delete(uri);
    this.#waiting.delete(uri);
    // What is open is watched for as long as it is.
    if (!this.#parts.isOpen(uri)) this.#parts.critical.forget(uri);
  }

  /** Whoever writes one file often writes the next. */
  #soon(uri: string): void {
    if (this.#parts.isOpen(uri)) return;
    this.#waiting.add(uri);
    this.#cancelDelay();
    this.#cancelDelay = this.#parts.timers.after(LOOK_UP_DELAY_MS, () => this.#judgeWaiting());
  }

  #judgeWaiting(): void {
    while (this.#judged < JUDGED_AT_ONCE) {
      const [uri] = this.#waiting;
      if (uri === undefined) return;
      this.#waiting.delete(uri);
      this.#judged += 1;
      const judge = async (): Promise<void> => this.#projects.get(uri)?.reload('cached');
      void attempt('judging what is not open', this.#parts.logger, judge).then(() => {
        this.#judged -= 1;
        this.#judgeWaiting();
      });
    }
  }

  #heard(uri: string): void {
    const project = this.#projects.get(uri);
    if (project === undefined || this.#parts.isOpen(uri)) return;
    this.#parts.critical.heard(uri, project.progress, project.latestJudged);
    this.#parts.onNews(uri);
  }
}

/** The manifest whose verdict a change of this file changes first. */
export function manifestConcerned(uri: string): string | undefined {
  if (manifestPathOf(uri) !== undefined) return uri;
  const lockfile = lockfilePathOf(uri);
  return lockfile === undefined ? undefined : uriOfPath(path.join(path.dirname(lockfile), 'package.json'));
}
