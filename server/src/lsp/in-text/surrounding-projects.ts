import path from 'node:path';
import type { Engine, Project } from '../../engine/engine.js';
import type { Settings } from '../../model/index.js';
import { wait } from '../../platform/timers.js';
import { MAX_MANIFEST_LENGTH } from '../open-manifest.js';
import type { ProjectCache } from '../project-cache.js';
import type { Judged, Opened, ProjectParts } from '../project-parts.js';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { uriOfPath } from '../uri.js';

export type SurroundingParts = Pick<
  ProjectParts,
  'documents' | 'configuration' | 'engines' | 'files' | 'timers' | 'clock' | 'isTrusted'
> & { readonly projects: ProjectCache };

/** Manifests that are not open change by other hands, which are heard of; the rest is caught by this. */
const MAX_AGE_MS = 10_000;
/** Workspaces are rarely deeper. */
const MAX_FOLDERS_UP = 8;
/** Whoever looks at a word waits this long for its case, then sees what is known. */
export const HOVER_PATIENCE_MS = 3_000;

interface Kept {
  readonly opened: Promise<Opened | undefined>;
  readonly at: number;
  judging?: Promise<unknown>;
}

/** The manifests around files that are no manifests themselves, open or not. */
export class SurroundingProjects {
  readonly #parts: SurroundingParts;
  readonly #kept = new Map<string, Kept>();
  readonly #controller = new AbortController();

  constructor(parts: SurroundingParts) {
    this.#parts = parts;
  }

  /**
   * From the nearest manifest of a project up to that of its workspace; empty where there is none. One that neither has a name nor
   * declares anything only says how the files of its folder are read.
   */
  async around(file: string): Promise<readonly Opened[]> {
    const found: Opened[] = [];
    let top: string | undefined;
    for (const folder of foldersFrom(path.dirname(file))) {
      if (top !== undefined && !isInside(folder, top)) break;
      const opened = await this.#at(path.join(folder, 'package.json'));
      if (opened === undefined) continue;
      found.push(opened);
      if (top === undefined && isWhole(opened.project)) top = topOf(opened.project);
    }
    return found;
  }

  /** A manifest with what is judged of it, for as long as somebody waits. Undefined where there is none. */
  async judged(manifestPath: string, signal?: AbortSignal): Promise<Judged | undefined> {
    const open = await this.#parts.projects.currentOrClosed(uriOfPath(manifestPath));
    if (open !== undefined) return open;
    const kept = this.#keptAt(manifestPath);
    const opened = await kept.opened;
    if (opened === undefined) return undefined;
    const judge = (): Judged => ({ ...opened, assessment: opened.engine.judgeNow(opened.project, 'brought-in') });
    const known = judge();
    if (!known.assessment.pending) return known;
    kept.judging ??= opened.engine
      .judge(opened.project, { scope: 'direct', signal: this.#controller.signal })
      .catch(() => {
        delete kept.judging;
      });
    await this.#patiently(kept.judging, signal);
    return judge();
  }

  /** Nothing of what was read holds any more. */
  forget(): void {
    this.#kept.clear();
  }

  dispose(): void {
    this.#controller.abort();
    this.#kept.clear();
  }

  async #patiently(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
    const enough = new AbortController();
    const limit = wait(
      this.#parts.timers,
      HOVER_PATIENCE_MS,
      AbortSignal.any([...(signal === undefined ? [] : [signal]), enough.signal]),
    ).catch(() => undefined);
    await Promise.race([work, limit]);
    enough.abort();
  }

  async #at(manifestPath: string): Promise<Opened | undefined> {
    return (
      (await this.#parts.projects.currentOrClosed(uriOfPath(manifestPath))) ?? (await this.#keptAt(manifestPath).opened)
    );
  }

  #keptAt(manifestPath: string): Kept {
    const known = this.#kept.get(manifestPath);
    if (known !== undefined && this.#parts.clock() - known.at < MAX_AGE_MS) return known;
    const fresh: Kept = { opened: this.#open(manifestPath), at: this.#parts.clock() };
    this.#kept.set(manifestPath, fresh);
    return fresh;
  }

  async #open(manifestPath: string): Promise<Opened | undefined> {
    const { files, configuration, engines, isTrusted } = this.#parts;
    const text = await files.read(manifestPath);
    if (text.status !== 'ok' || text.value.length > MAX_MANIFEST_LENGTH) return undefined;
    const uri = uriOfPath(manifestPath);
    const settings: Settings = await configuration.settingsFor(uri);
    if (!settings.enable) return undefined;
    const engine: Engine = engines.for(settings).engine;
    const project = await engine.openText({ manifestPath, trusted: isTrusted() }, text.value);
    return { document: TextDocument.create(uri, 'json', 0, text.value), settings, engine, project };
  }
}

function* foldersFrom(folder: string): Generator<string> {
  let at = folder;
  for (let steps = 0; steps <= MAX_FOLDERS_UP; steps += 1) {
    yield at;
    const above = path.dirname(at);
    if (above === at) return;
    at = above;
  }
}

function isWhole({ manifest }: Project): boolean {
  return manifest.name !== undefined || manifest.dependencies.length > 0;
}

/** The folder of its workspace, or of the lockfile that governs it, where that lies farther up. */
function topOf({ folder, workspace, lockfilePath }: Project): string {
  const tops = [folder, workspace?.folder, lockfilePath === undefined ? undefined : path.dirname(lockfilePath)];
  return tops
    .filter((top) => top !== undefined && isInside(folder, top))
    .reduce<string>((a, b) => (b !== undefined && b.length < a.length ? b : a), folder);
}

function isInside(folder: string, top: string): boolean {
  return folder === top || folder.startsWith(top.endsWith(path.sep) ? top : top + path.sep);
}
