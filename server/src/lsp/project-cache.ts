import type { Progress } from '../engine/engine.js';
import type { Assessment } from '../model/index.js';
import { DocumentProject } from './document-project.js';
import type { Freshness } from './judging.js';
import type { Judged, ProjectParts } from './project-parts.js';
import { manifestPathOf } from './uri.js';

/** The open manifests as projects. */
export class ProjectCache {
  readonly #parts: ProjectParts;
  readonly #projects = new Map<string, DocumentProject>();

  constructor(parts: ProjectParts) {
    this.#parts = parts;
  }

  /** Undefined for what is no manifest, too large, or switched off. */
  current(uri: string): Promise<Judged | undefined> {
    return this.#projects.get(uri)?.current() ?? Promise.resolve(undefined);
  }

  opened(uri: string): void {
    if (manifestPathOf(uri) === undefined) return;
    const project = new DocumentProject(uri, this.#parts);
    this.#projects.get(uri)?.close();
    this.#projects.set(uri, project);
    void project.reload('cached');
  }

  /** A document's text has changed: a manifest's own, or one that counts for the manifests around it. */
  changed(uri: string): void {
    const project = this.#projects.get(uri);
    if (project === undefined) this.surroundingsChanged();
    else project.edited();
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

  latest(): readonly (readonly Assessment[])[] {
    return [...this.#projects.values()].map((project) => project.latest);
  }

  progress(): readonly Progress[] {
    return [...this.#projects.values()].flatMap(({ progress }) => (progress === undefined ? [] : [progress]));
  }

  dispose(): void {
    for (const project of this.#projects.values()) project.close();
    this.#projects.clear();
  }
}
