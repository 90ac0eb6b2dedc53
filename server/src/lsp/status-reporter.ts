import type { Connection } from 'vscode-languageserver';
import { statusOf } from '../features/status.js';
import type { Logger } from '../platform/logger.js';
import { STATUS_NOTIFICATION } from '../protocol/messages.js';
import { Coalescer } from './coalescer.js';
import type { Configuration } from './configuration.js';
import { attempt } from './error-boundary.js';
import type { ProjectCache } from './project-cache.js';
import type { Timers } from '../platform/timers.js';

/** Facts arrive by the hundred in a second; nobody reads that fast. */
const STATUS_GAP_MS = 200;

export interface StatusParts {
  readonly connection: Connection;
  readonly projects: ProjectCache;
  readonly configuration: Configuration;
  readonly timers: Timers;
  readonly logger: Logger;
}

/** Tells the editor's status item what there is to show, when that has changed. */
export function statusReporter({ connection, projects, configuration, timers, logger }: StatusParts): Coalescer {
  let sent = '';
  const send = async (): Promise<void> => {
    const { offline } = await configuration.settingsFor(undefined);
    const status = statusOf({ manifests: projects.latest(), progress: projects.progress(), offline });
    const json = JSON.stringify(status);
    if (json === sent) return;
    sent = json;
    await connection.sendNotification(STATUS_NOTIFICATION, status);
  };
  return new Coalescer(timers, STATUS_GAP_MS, () => attempt('telling the status', logger, send));
}
