import type { Progress } from '../engine/engine.js';
import type { FileEvent } from 'vscode-languageserver';
import type { Assessment } from '../model/index.js';
import { ClosedManifests, manifestConcerned } from './closed-manifests.js';
import { CriticalWatch, type CriticalNews } from './critical-news.js';
import { DocumentProject, type DocumentKind } from './document-project.js';
import type { Freshness } from './judging.js';
import { openLockfile } from './open-lockfile.js';
import { openManifest } from './open-manifest.js';
import type { Judged, ProjectParts } from './project-parts.js';
import { lockfilePathOf, manifestPathOf, pathOfUri } from './uri.js';

/** A manifest with what can be said of it by now. */
export interface ShownManifest {
  readonly judged: Judged;
  readonly progress: Progress | undefined;
}

const MANIFEST: DocumentKind = Object.freeze({ open: openManifest, scope: 'brought-in' });
const LOCKFILE: DocumentKind = Object.freeze({ open: openLockfile, scope: 'locked' });

export interface ProjectCacheParts extends ProjectParts {
  /** Something critical has come into a manifest, open or not. */
  readonly onCritical: (news: CriticalNews) => void;
  /** What is judged of a manifest that nobody has open has changed. */
  readonly onClosedNews: () => void;
}

/** The open manifests and lockfiles as projects, and the manifests around that are not open. */
export class ProjectCache {
  readonly #parts: ProjectParts;
  readonly #projects = new Map<string, DocumentProject>();
  readonly #closed: ClosedManifests;
  readonly #critical: CriticalWatch;

  constructor(parts: ProjectCacheParts) {
    this.#critical = new CriticalWatch(parts.onCritical);
    this.#parts = { ...parts, onNews: (uri) => this.#heard(uri, parts) };
    const isOpen = (uri: string): boolean => this.#projects.has(uri);
    this.#closed = new ClosedManifests({ ...parts, onNews: parts.onClosedNews, critical: this.#critical, isOpen });
  }

  /** Undefined for what is neither a manifest nor a lockfile, too large, or switched off. */
  current(uri: string): Promise<Judged | undefined> {
    return this.#projects.get(uri)?.current() ?? Promise.resolve(undefined);
  }

  /** The same, and of a manifest that is judged without being open. */
  currentOrClosed(uri: string): Promise<Judged | undefined> {
    return this.#projects.has(uri) ? this.current(uri) : this.#closed.current(uri);
  }

  opened(uri: string): void {
    const kind = kindOf(uri);
    if (kind === undefined) return;
    const project = new DocumentProject(uri, kind, this.#parts);
    this.#projects.get(uri)?.close();
    this.#projects.set(uri, project);
    this.#closed.opened(uri);
    void project.reload('cached');
  }

  /** A document's text has changed: a manifest's own, or one that counts for the manifests around it. */
  changed(uri: string): void {
    this.#projects.get(uri)?.edited();
    const file = pathOfUri(uri);
    const isManifest = manifestPathOf(uri) !== undefined;
    for (const [other, project] of this.#projects) {
      const isConcerned = !isManifest || (file !== undefined && project.refersTo(file));
      if (other !== uri && isConcerned) project.reloadSoon();
    }
  }

  closed(uri: string): void {
    this.#projects.get(uri)?.close();
    this.#projects.delete(uri);
    this.#closed.closed(uri);
  }

  /** The manifests of the window's folders, open or not: they are judged as well from now on. */
  found(uris: readonly string[]): void {
    this.#closed.found(uris);
  }

  filesChanged(changes: readonly FileEvent[]): void {
    for (const project of this.#projects.values()) project.reloadSoon();
    const concerned = changes.map(({ uri }) => manifestConcerned(uri));
    for (const uri of concerned) if (uri !== undefined && this.#projects.has(uri)) this.#critical.expect(uri);
    this.#closed.filesChanged(changes);
  }

  /** Reads and judges everything anew; done when all is judged. */
  async reloadAll(freshness: Freshness = 'cached'): Promise<void> {
    const open = [...this.#projects.values()].map((project) => project.reload(freshness));
    await Promise.all([...open, this.#closed.reloadAll(freshness)]);
  }

  /** What is judged of each open manifest; a lockfile says of the same packages the same. */
  latest(): readonly (readonly Assessment[])[] {
    return this.#openManifests().map(([, project]) => project.latest);
  }

  /** What was last said of all manifests, open or not, without any work. */
  latestOfAll(): readonly Judged[] {
    return [...this.#openManifests(), ...this.#closed.projects()].flatMap(([, project]) => project.latestJudged ?? []);
  }

  /** All manifests that are judged, open or not, in the order of their addresses. */
  async shownManifests(): Promise<readonly ShownManifest[]> {
    const all = [...this.#openManifests(), ...this.#closed.projects()].sort(([a], [b]) => (a < b ? -1 : 1));
    const shown = await Promise.all(
      all.map(async ([, project]) => ({ judged: await project.shown(), progress: project.progress })),
    );
    return shown.filter((one): one is ShownManifest => one.judged !== undefined);
  }

  progress(): readonly Progress[] {
    return [...this.#projects.values()].flatMap(({ progress }) => (progress === undefined ? [] : [progress]));
  }

  dispose(): void {
    this.#closed.dispose();
    for (const project of this.#projects.values()) project.close();
    this.#projects.clear();
  }

  #heard(uri: string, { onNews }: ProjectCacheParts): void {
    const project = this.#projects.get(uri);
    if (project !== undefined && manifestPathOf(uri) !== undefined) {
      this.#critical.heard(uri, project.progress, project.latestJudged);
    }
    onNews(uri);
  }

  #openManifests(): readonly (readonly [uri: string, project: DocumentProject])[] {
    return [...this.#projects].filter(([uri]) => manifestPathOf(uri) !== undefined);
  }
}

function kindOf(uri: string): DocumentKind | undefined {
  if (manifestPathOf(uri) !== undefined) return MANIFEST;
  return lockfilePathOf(uri) === undefined ? undefined : LOCKFILE;
}
