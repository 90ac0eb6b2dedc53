import type { Connection } from 'vscode-languageserver';
import type { Clock } from '../platform/clock.js';
import type { Logger } from '../platform/logger.js';
import type { Timers } from '../platform/timers.js';
import { INTELLIGENCE_AGE_NOTIFICATION, type IntelligenceAgeParams } from '../protocol/messages.js';
import type { Configuration } from './configuration.js';
import type { EnginePool } from './engine-pool.js';
import { attempt } from './error-boundary.js';
import type { ProjectCache } from './project-cache.js';

/** A look at one file's size and time. Whoever updates on the command line goes back to the editor hardly sooner. */
export const WATCH_EVERY_MS = 10_000;

const DAY_MS = 24 * 60 * 60 * 1000;

export interface IntelligenceWatchParts {
  readonly connection: Connection;
  readonly configuration: Configuration;
  readonly engines: EnginePool;
  readonly projects: ProjectCache;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Looks after the offline data: where its file has been replaced, by whomever, open projects are judged again; where it has become
 * old, the editor is told.
 */
export class IntelligenceWatch {
  readonly #parts: IntelligenceWatchParts;
  #cancel: () => void = () => undefined;
  #disposed = false;
  /** How new the data was that the editor was told of. */
  #told: number | undefined;

  constructor(parts: IntelligenceWatchParts) {
    this.#parts = parts;
  }

  /** Looks now, and then from time to time. */
  async watch(): Promise<void> {
    await this.look();
    if (this.#disposed) return;
    this.#cancel = this.#parts.timers.after(WATCH_EVERY_MS, () => void this.watch());
  }

  /** Done when what is open is judged by what is there now. */
  async look(): Promise<void> {
    await attempt('looking after the offline data', this.#parts.logger, async () => {
      await this.#renew();
      await this.#tellAge();
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.#cancel();
  }

  async #renew(): Promise<void> {
    const { engines, projects, logger } = this.#parts;
    const renewed = await Promise.all(engines.all().map(({ intelligence }) => intelligence.renew()));
    if (!renewed.includes(true)) return;
    logger.info('The offline data has been replaced: what is open is judged again.');
    await projects.reloadAll();
  }

  /** Once for each state of the data: the editor remembers by itself whether it has asked. */
  async #tellAge(): Promise<void> {
    const { configuration, engines, clock, connection } = this.#parts;
    // Nothing has been judged yet: nobody waits for an answer that could be wrong.
    const [composition] = engines.all();
    if (composition === undefined) return;
    const settings = await configuration.settingsFor(undefined);
    const days = settings['intelligence.maximumAge'];
    const asOf = await composition.intelligence.asOf();
    if (asOf === undefined || days === 0 || (settings.offline && isAddress(settings['intelligence.mirror']))) return;
    const age = Math.floor((clock() - asOf) / DAY_MS);
    if (age < days || this.#told === asOf) return;
    this.#told = asOf;
    const params: IntelligenceAgeParams = { asOf, days: age };
    await connection.sendNotification(INTELLIGENCE_AGE_NOTIFICATION, params);
  }
}

/** Nothing set means the publisher's own, which is one too. */
function isAddress(mirror: string): boolean {
  return mirror === '' || /^https?:/i.test(mirror);
}
