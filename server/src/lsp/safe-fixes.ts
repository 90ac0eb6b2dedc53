import type { ProjectAssessment } from '../engine/engine.js';
import { combinedFixes, safeFixOf, type SafeFix } from '../features/support/safe-fix.js';
import { lineAssessments } from '../features/support/judged-manifest.js';
import { severityOf } from '../features/support/reasons.js';
import { compareLevels, type InstallStep, type Remedy, type TextEdit } from '../model/index.js';
import type { Logger } from '../platform/logger.js';
import type { Timers } from '../platform/timers.js';
import { attempt } from './error-boundary.js';
import type { Judged } from './project-parts.js';

/** Each takes look-ups of other versions: a manifest with more problems than these is not mended in one go. */
const MAX_LINES = 100;

/** Nobody asks for fixes of a text that is being typed. */
const SEARCH_DELAY_MS = 500;

/** All safe fixes as one edit of the manifest. */
export interface CombinedFix {
  readonly edits: readonly TextEdit[];
  readonly made: readonly SafeFix[];
  readonly install?: InstallStep;
}

interface Search {
  readonly assessment: ProjectAssessment;
  readonly stop: () => void;
}

/** The safe fixes of manifests, looked up once for each state of what is judged. */
export class SafeFixes {
  readonly #found = new WeakMap<ProjectAssessment, readonly SafeFix[]>();
  readonly #searches = new Map<string, Search>();
  readonly #timers: Timers;
  readonly #logger: Logger;

  constructor(timers: Timers, logger: Logger) {
    this.#timers = timers;
    this.#logger = logger;
  }

  /** Those that were found already. */
  known({ assessment }: Judged): readonly SafeFix[] | undefined {
    return this.#found.get(assessment);
  }

  /**
   * Looks for them in the background, once the text stays as it is; a search in an earlier state of the same document ends.
   *
   * @param onFound there are some.
   */
  search(judged: Judged, onFound: () => void): void {
    const { uri } = judged.document;
    const running = this.#searches.get(uri);
    if (running?.assessment === judged.assessment) return;
    running?.stop();
    const controller = new AbortController();
    const cancelDelay = this.#timers.after(SEARCH_DELAY_MS, () => {
      void this.#run(judged, controller.signal, onFound);
    });
    const stop = (): void => {
      cancelDelay();
      controller.abort();
    };
    this.#searches.set(uri, { assessment: judged.assessment, stop });
  }

  /** The document is closed. */
  forget(uri: string): void {
    this.#searches.get(uri)?.stop();
    this.#searches.delete(uri);
  }

  dispose(): void {
    for (const uri of [...this.#searches.keys()]) this.forget(uri);
  }

  /** Looks up other versions of what has findings. The most urgent first. */
  async of(judged: Judged, signal: AbortSignal): Promise<readonly SafeFix[]> {
    const { assessment, engine, project, settings } = judged;
    const known = this.#found.get(assessment);
    if (known !== undefined) return known;
    const lines = lineAssessments(assessment.assessments)
      .filter(({ level }) => severityOf(level, settings.severity) !== undefined)
      .sort((a, b) => compareLevels(b.level, a.level))
      .slice(0, MAX_LINES);
    const fixes: SafeFix[] = [];
    // One line after the other, so that an edit meanwhile stops the rest.
    for (const line of lines) {
      signal.throwIfAborted();
      const fix = safeFixOf(line, await engine.remedies(project, line, signal));
      if (fix !== undefined) fixes.push(fix);
    }
    if (!assessment.pending) this.#found.set(assessment, fixes);
    return fixes;
  }

  async #run(judged: Judged, signal: AbortSignal, onFound: () => void): Promise<void> {
    await attempt('looking for safe fixes', this.#logger, async () => {
      try {
        if ((await this.of(judged, signal)).length > 0) onFound();
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    });
  }
}

/** Several fixes as one edit; undefined where there is none to make, or the text has changed. */
export async function combinedFix(
  { engine, project }: Judged,
  fixes: readonly SafeFix[],
): Promise<CombinedFix | undefined> {
  const { changes, made } = combinedFixes(fixes);
  const [first] = made;
  if (first === undefined) return undefined;
  const remedy: Remedy = { ...first.remedy, changes };
  const files = await engine.remedyEdits(project, remedy);
  const own = files?.find(({ file }) => file === project.manifestPath);
  return own && { edits: own.edits, made, ...(first.remedy.install && { install: first.remedy.install }) };
}
