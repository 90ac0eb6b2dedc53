import path from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { NamedPackage } from '../../engine/in-text/named-package.js';
import type { JudgedMention } from '../../features/in-text/judged-mentions.js';
import type { Assessment, Settings } from '../../model/index.js';
import { isWorkedOn, MAX_IN_TEXT_LENGTH } from '../../protocol/in-text-files.js';
import { attempt } from '../error-boundary.js';
import type { Opened, ProjectParts } from '../project-parts.js';
import { inTextPathOf } from './in-text-uri.js';
import type { SurroundingProjects } from './surrounding-projects.js';

/** A text that is being written is full of names that nobody means: nothing is read before the hand rests this long, or saves. */
export const REST_MS = 1_000;

/** More names than these, that nothing declares, are none that somebody has written. */
const MAX_ASKED = 100;

export type InTextParts = Pick<
  ProjectParts,
  'documents' | 'configuration' | 'timers' | 'logger' | 'isTrusted' | 'onNews'
> & {
  readonly surroundings: SurroundingProjects;
};

/** A document as it was read: the manifests around it, and what it names. */
export interface ReadText {
  readonly document: TextDocument;
  readonly file: string;
  readonly settings: Settings;
  /** The nearest first; at least one. */
  readonly projects: readonly Opened[];
  readonly named: readonly NamedPackage[];
}

export interface JudgedInText extends ReadText {
  readonly mentions: readonly JudgedMention[];
}

interface Entry {
  /** The text's version that was last read, or is being read. */
  version: number | undefined;
  judged: JudgedInText | undefined;
  reading: AbortController | undefined;
  cancelRest: () => void;
}

/** The open documents that name packages beside manifests. While one is written, what was said of it last stands. */
export class InTextDocuments {
  readonly #parts: InTextParts;
  readonly #entries = new Map<string, Entry>();

  constructor(parts: InTextParts) {
    this.#parts = parts;
  }

  has(uri: string): boolean {
    return this.#entries.has(uri);
  }

  /** What was last said of a document. No work: this is asked for at every keystroke. */
  latest(uri: string): JudgedInText | undefined {
    return this.#entries.get(uri)?.judged;
  }

  opened(uri: string): void {
    if (inTextPathOf(uri) === undefined) return;
    this.closed(uri);
    this.#entries.set(uri, { version: undefined, judged: undefined, reading: undefined, cancelRest: () => undefined });
    void this.#judge(uri);
  }

  /** Opening counts as a change, too. */
  changed(uri: string): void {
    const entry = this.#entries.get(uri);
    if (entry === undefined || entry.version === this.#parts.documents.versionOf(uri)) return;
    entry.cancelRest();
    entry.cancelRest = this.#parts.timers.after(REST_MS, () => void this.#judge(uri));
  }

  saved(uri: string): void {
    if (this.#entries.has(uri)) void this.#judge(uri);
  }

  /** Whether it was one of these. */
  closed(uri: string): boolean {
    const entry = this.#entries.get(uri);
    entry?.cancelRest();
    entry?.reading?.abort();
    return this.#entries.delete(uri);
  }

  /** Files around have changed: read anew once they stay as they are. */
  surroundingsChanged(): void {
    this.#parts.surroundings.forget();
    for (const [uri, entry] of this.#entries) {
      entry.cancelRest();
      entry.cancelRest = this.#parts.timers.after(REST_MS, () => void this.#judge(uri));
    }
  }

  /** Settings or trust have changed. */
  async reloadAll(): Promise<void> {
    this.#parts.surroundings.forget();
    await Promise.all([...this.#entries.keys()].map((uri) => this.#judge(uri)));
  }

  dispose(): void {
    for (const uri of [...this.#entries.keys()]) this.closed(uri);
    this.#parts.surroundings.dispose();
  }

  /** A document as it is now, with the verdicts that are known. Nobody is asked about what it names. */
  async current(uri: string): Promise<JudgedInText | undefined> {
    const judged = this.#entries.get(uri)?.judged;
    if (judged?.document.version === this.#parts.documents.versionOf(uri)) return judged;
    const read = await this.#read(uri);
    if (read === undefined) return undefined;
    const known = new Map((judged?.mentions ?? []).map(({ name, assessment }) => [name, assessment]));
    return { ...read, mentions: read.named.map((named) => mentionOf(named, known.get(named.name))) };
  }

  /** One verdict about a name that no manifest declares. */
  verdict({ settings, projects }: ReadText, named: NamedPackage, signal: AbortSignal): Promise<Assessment> | undefined {
    const [nearest] = projects;
    if (nearest === undefined) return undefined;
    const asked = mayAsk(settings, named) ? 'everybody' : 'nobody';
    const ref = { manifestPath: nearest.project.manifestPath, trusted: this.#parts.isTrusted() };
    return nearest.engine.explain(named.name, named.range ?? named.locked, ref, signal, asked);
  }

  async #judge(uri: string): Promise<void> {
    const entry = this.#entries.get(uri);
    if (entry === undefined) return;
    entry.cancelRest();
    entry.reading?.abort();
    const reading = new AbortController();
    entry.reading = reading;
    entry.version = this.#parts.documents.versionOf(uri);
    await attempt('reading what a file names', this.#parts.logger, async () => {
      try {
        const judged = await this.#judged(uri, reading.signal);
        if (entry.reading !== reading) return;
        entry.judged = judged;
        this.#parts.onNews(uri);
      } catch (error) {
        if (!reading.signal.aborted) throw error;
      }
    });
    if (entry.reading === reading) entry.reading = undefined;
  }

  async #judged(uri: string, signal: AbortSignal): Promise<JudgedInText | undefined> {
    const read = await this.#read(uri);
    if (read === undefined) return undefined;
    const unknown = new Map(
      read.named.filter(({ declared }) => declared === undefined).map((named) => [keyOf(named), named]),
    );
    const verdicts = new Map<string, Assessment>();
    await Promise.all(
      [...unknown].slice(0, MAX_ASKED).map(async ([key, named]) => {
        const verdict = await this.verdict(read, named, signal);
        if (verdict !== undefined) verdicts.set(key, verdict);
      }),
    );
    signal.throwIfAborted();
    return { ...read, mentions: read.named.map((named) => mentionOf(named, verdicts.get(keyOf(named)))) };
  }

  async #read(uri: string): Promise<ReadText | undefined> {
    const { documents, configuration, surroundings } = this.#parts;
    const file = inTextPathOf(uri);
    const document = documents.snapshot(uri);
    if (file === undefined || document === undefined || document.getText().length > MAX_IN_TEXT_LENGTH)
      return undefined;
    const settings = await configuration.settingsFor(uri);
    if (!settings.enable || !settings['imports.enable']) return undefined;
    const projects = await surroundings.around(file);
    const [nearest] = projects;
    const top = projects.at(-1)?.project.folder ?? '';
    if (nearest === undefined || !isWorkedOn(path.relative(top, file))) return undefined;
    const named = await nearest.engine.namedIn(
      file,
      document.getText(),
      projects.map(({ project }) => project),
    );
    return { document, file, settings, projects, named };
  }
}

/** Whether a registry may be asked about a name that nothing declares. */
export function mayAsk(settings: Settings, { isInternal }: NamedPackage): boolean {
  return settings['imports.askRegistry'] && !isInternal;
}

function keyOf({ name, range = '', locked = '', isInternal }: NamedPackage): string {
  return [name, range, locked, isInternal].join(' ');
}

function mentionOf(
  { mention, name, declared, locked }: NamedPackage,
  assessment: Assessment | undefined,
): JudgedMention {
  return {
    ...{ mention, name },
    ...(declared === undefined ? {} : { declared: declared.line }),
    ...(locked === undefined ? {} : { locked }),
    ...(assessment === undefined ? {} : { assessment }),
  };
}
