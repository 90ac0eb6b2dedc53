import { ageOf } from '../platform/clock.js';
import path from 'node:path';
import type { JudgeScope, Progress, ProjectAssessment } from '../engine/engine.js';
import type { Assessment } from '../model/index.js';
import { Judging, type Freshness } from './judging.js';
import type { Judged, Opened, ProjectParts } from './project-parts.js';

/** Names are typed letter by letter: nothing is looked up before the hand rests this long. */
export const LOOK_UP_DELAY_MS = 400;

/**
 * A complete answer is looked after again when somebody asks for it later than this: facts expire and networks come
 * back. Whatever has not expired costs nothing.
 */
export const RECHECK_AFTER_MS = 60_000;

/** What the first of them has asked for the second waits for as well by the time that there is a third. */
const MAX_REPLACED = 2;

interface Answer {
  readonly opened: Opened;
  readonly assessment: ProjectAssessment;
  /** When a judging ended with it; undefined: made from what was in memory. */
  readonly completedAt: number | undefined;
}

/** What one kind of document is read as, and how much of it is judged. */
export interface DocumentKind {
  readonly open: (uri: string, parts: ProjectParts) => Promise<Opened | undefined>;
  readonly scope: JudgeScope;
}

/** One open document: its text as a project, what is judged of it, and the judging under way. */
export class DocumentProject {
  readonly #uri: string;
  readonly #kind: DocumentKind;
  readonly #parts: ProjectParts;
  #opening: { readonly version: number; readonly opened: Promise<Opened | undefined> } | undefined;
  #answer: Answer | undefined;
  /** More is in memory than the answer was made from. */
  #outdated = false;
  #judging: Judging | undefined;
  /** Those that the judging under way has taken the place of, and whose look-ups it shares. */
  readonly #replaced = new Set<Judging>();
  /** The text's version that a judging was last asked for. */
  #judgedVersion: number | undefined;
  #cancelDelay: () => void = () => undefined;

  constructor(uri: string, kind: DocumentKind, parts: ProjectParts) {
    this.#uri = uri;
    this.#kind = kind;
    this.#parts = parts;
  }

  /** What can be said of the text as it is now, from memory; undefined where nothing is judged. */
  async current(): Promise<Judged | undefined> {
    const opened = await this.#opened();
    if (opened === undefined) return undefined;
    const known = this.#answer;
    if (known?.opened === opened && !this.#outdated) {
      this.#lookAfter(known);
      return { ...opened, assessment: known.assessment };
    }
    const assessment = opened.engine.judgeNow(opened.project, this.#kind.scope);
    this.#keep({ opened, assessment, completedAt: undefined });
    return { ...opened, assessment };
  }

  /** What was last said, without any work. */
  get latest(): readonly Assessment[] {
    return this.#answer?.assessment.assessments ?? [];
  }

  /** The same, with the text that it was said of. */
  get latestJudged(): Judged | undefined {
    return this.#answer && { ...this.#answer.opened, assessment: this.#answer.assessment };
  }

  /** What can be said by now, without beginning to read or judge what nobody has begun with. */
  async shown(): Promise<Judged | undefined> {
    return this.#opening === undefined ? undefined : await this.current();
  }

  /** The file holds a catalog that this manifest's lines can refer to, or is the root's manifest with its overrides. */
  refersTo(file: string): boolean {
    const workspace = this.#answer?.opened.project.workspace;
    if (workspace === undefined) return false;
    return file === path.join(workspace.folder, 'package.json') || workspace.catalogs.some((one) => one.file === file);
  }

  /** Of the judging under way, if there is one. */
  get progress(): Progress | undefined {
    return this.#judging?.progress;
  }

  /** The text has changed: judged anew once it stays as it is. */
  edited(): void {
    // Opening a document counts as a change of it too.
    if (this.#parts.documents.versionOf(this.#uri) === this.#judgedVersion) return;
    this.#later(() => this.#judge('cached'));
  }

  /** Files around the manifest have changed: read anew once they stay as they are. */
  reloadSoon(): void {
    this.#later(() => this.reload('cached'));
  }

  /** Everything is read and judged anew, at once. What runs under old terms (trust, settings) is stopped. */
  async reload(freshness: Freshness): Promise<void> {
    this.#stop();
    this.#opening = undefined;
    await this.#judge(freshness);
  }

  close(): void {
    this.#stop();
    this.#opening = undefined;
    this.#answer = undefined;
  }

  #stop(): void {
    this.#cancelDelay();
    this.#judging?.stop();
    this.#judging = undefined;
    this.#stopReplaced();
  }

  #replace(judging: Judging | undefined): void {
    if (judging === undefined) return;
    judging.quieten();
    this.#replaced.add(judging);
    const [oldest] = this.#replaced;
    if (this.#replaced.size > MAX_REPLACED) oldest?.stop();
  }

  #stopReplaced(): void {
    for (const judging of this.#replaced) judging.stop();
    this.#replaced.clear();
  }

  #later(run: () => Promise<void>): void {
    this.#cancelDelay();
    this.#cancelDelay = this.#parts.timers.after(LOOK_UP_DELAY_MS, () => void run());
  }

  #keep(answer: Answer): void {
    this.#answer = answer;
    this.#outdated = false;
  }

  #opened(): Promise<Opened | undefined> {
    const version = this.#parts.documents.versionOf(this.#uri);
    if (version === undefined) return Promise.resolve(undefined);
    if (this.#opening?.version !== version) {
      const opening = { version, opened: this.#kind.open(this.#uri, this.#parts) };
      this.#opening = opening;
      // Who waits for it gets the error; the next one tries again.
      opening.opened.catch(() => {
        if (this.#opening === opening) this.#opening = undefined;
      });
    }
    return this.#opening.opened;
  }

  /**
   * Replaces the judging under way. If it was stopped at once, all that it has asked for and nobody has answered yet would be asked
   * anew, in a large project thousands of questions for each pause of the hand: it goes on, unseen, until the new one is done.
   */
  async #judge(freshness: Freshness): Promise<void> {
    this.#replace(this.#judging);
    const judging = new Judging(this.#parts, this.#kind.scope);
    this.#judging = judging;
    this.#judgedVersion = this.#parts.documents.versionOf(this.#uri);
    const opening = this.#opened();
    const assessment = await judging.run(opening, freshness, () => this.#partialNews());
    this.#replaced.delete(judging);
    if (this.#judging !== judging) return;
    this.#judging = undefined;
    this.#stopReplaced();
    // The judging has waited for it, and told the log where it failed.
    const opened = await opening.catch(() => undefined);
    if (opened === undefined) this.#answer = undefined;
    else if (assessment !== undefined) this.#keep({ opened, assessment, completedAt: this.#parts.clock() });
    this.#parts.onNews(this.#uri);
  }

  /** Half an answer is better than none, and worse than a complete one that is only being looked after. */
  #partialNews(): void {
    if (this.#answer?.completedAt !== undefined) return;
    this.#outdated = true;
    this.#parts.onNews(this.#uri);
  }

  #lookAfter({ completedAt }: Answer): void {
    if (completedAt === undefined || this.#judging !== undefined) return;
    if (ageOf(completedAt, this.#parts.clock()) >= RECHECK_AFTER_MS) void this.#judge('cached');
  }
}
