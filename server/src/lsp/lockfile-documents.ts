import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Project } from '../engine/engine.js';
import type { LockfileDocument } from '../features/support/lockfile-place.js';
import type { DependencyGraph } from '../model/index.js';
import type { Files } from '../platform/files.js';
import { uriOfPath } from './uri.js';

/** Lockfile texts, for places in them. Read once for each graph that the engine made of one. */
export class LockfileDocuments {
  readonly #files: Files;
  readonly #known = new WeakMap<DependencyGraph, Promise<LockfileDocument | undefined>>();

  constructor(files: Files) {
    this.#files = files;
  }

  of({ graph, lockfilePath }: Project): Promise<LockfileDocument | undefined> {
    if (graph === undefined || lockfilePath === undefined) return Promise.resolve(undefined);
    const known = this.#known.get(graph) ?? this.#read(graph, lockfilePath);
    this.#known.set(graph, known);
    return known;
  }

  async #read({ entries }: DependencyGraph, lockfilePath: string): Promise<LockfileDocument | undefined> {
    const text = await this.#files.read(lockfilePath);
    if (text.status !== 'ok') return undefined;
    return { document: TextDocument.create(uriOfPath(lockfilePath), 'json', 0, text.value), entries };
  }
}
