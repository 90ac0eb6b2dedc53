import type { Progress } from '../engine/engine.js';
import type { Assessment } from '../model/index.js';
import { DocumentProject, type DocumentKind } from './document-project.js';
import type { Freshness } from './judging.js';
import { openLockfile } from './open-lockfile.js';
import { openManifest } from './open-manifest.js';
import type { Judged, ProjectParts } from './project-parts.js';
import { lockfilePathOf, manifestPathOf, pathOfUri } from './uri.js';

const MANIFEST: DocumentKind = Object.freeze({ open: openManifest, scope: 'brought-in' });
const LOCKFILE: DocumentKind = Object.freeze({ open: openLockfile, scope: 'locked' });

/** The open manifests and lockfiles as projects. */
export class ProjectCache {
  readonly #parts: ProjectParts;
  readonly #projects = new Map<string, DocumentProject>();

  constructor(parts: ProjectParts) {
    this.#parts = parts;
  }

  /** Undefined for what is neither a manifest nor a lockfile, too large, or switched off. */
  current(uri: string): Promise<Judged | undefined> {
    return this.#projects.get(uri)?.current() ?? Promise.resolve(undefined);
  }

  opened(uri: string): void {
    const kind = kindOf(uri);
    if (kind === undefined) return;
    const project = new DocumentProject(uri, kind, this.#parts);
    this.#projects.get(uri)?.close();
    this.#projects.set(uri, project);
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
  }

  surroundingsChanged(): void {
    for (const project of this.#projects.values()) project.reloadSoon();
  }

  /** Reads and judges everything anew; done when all is judged. */
  async reloadAll(freshness: Freshness = 'cached'): Promise<void> {
    await Promise.all([...this.#projects.values()].map((project) => project.reload(freshness)));
  }

  /** What is judged of each open manifest; a lockfile says of the same packages the same. */
  latest(): readonly (readonly Assessment[])[] {
    const manifests = [...this.#projects].filter(([uri]) => manifestPathOf(uri) !== undefined);
    return manifests.map(([, project]) => project.latest);
  }

  progress(): readonly Progress[] {
    return [...this.#projects.values()].flatMap(({ progress }) => (progress === undefined ? [] : [progress]));
  }

  dispose(): void {
    for (const project of this.#projects.values()) project.close();
    this.#projects.clear();
  }
}

function kindOf(uri: string): DocumentKind | undefined {
  if (manifestPathOf(uri) !== undefined) return MANIFEST;
  return lockfilePathOf(uri) === undefined ? undefined : LOCKFILE;
}
