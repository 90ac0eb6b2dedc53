import type { Connection } from 'vscode-languageserver';
import { riskProject } from '../features/risk-view.js';
import type { Logger } from '../platform/logger.js';
import type { Timers } from '../platform/timers.js';
import {
  CRITICAL_NOTIFICATION,
  RISKS_CHANGED_NOTIFICATION,
  type CriticalParams,
  type RiskProject,
  type RisksResult,
} from '../protocol/risk-view.js';
import { Coalescer } from './coalescer.js';
import { attempt } from './error-boundary.js';
import { ESCAPES } from './escapes.js';
import type { CriticalNews } from './critical-news.js';
import type { ShownManifest } from './project-cache.js';
import type { Session } from './session.js';

/** The whole view is asked for each time. */
const RISKS_GAP_MS = 500;

/** What is judged of all manifests, from memory. */
export async function risks(session: Session): Promise<RisksResult> {
  const shown = await session.projects.shownManifests();
  return { projects: shown.flatMap((one) => projectOf(one, session) ?? []) };
}

function projectOf({ judged, progress }: ShownManifest, { sources, clock }: RiskViewParts): RiskProject | undefined {
  const { document, assessment, project } = judged;
  const { assessments } = assessment;
  return riskProject({
    ...{ document, assessments, escapes: ESCAPES, progress },
    sources: sources?.linksFor(project.manifestPath, clock()),
  });
}

type RiskViewParts = Pick<Session, 'sources' | 'clock'>;

/** Tells the editor that there is something else to show. */
export function riskViewReporter(connection: Connection, timers: Timers, logger: Logger): Coalescer {
  const send = (): Promise<void> => connection.sendNotification(RISKS_CHANGED_NOTIFICATION);
  return new Coalescer(timers, RISKS_GAP_MS, () => attempt('telling of the risk view', logger, send));
}

/** Tells the editor what has become critical in a manifest. */
export async function tellCritical(connection: Connection, session: Session, news: CriticalNews): Promise<void> {
  const project = projectOf({ judged: news.judged, progress: undefined }, session);
  if (project === undefined) return;
  const packages = project.packages.filter(({ level, findings }) => {
    return level === 'critical' && findings.some(({ pointer }) => news.fingerprints.has(pointer.fingerprint));
  });
  const params: CriticalParams = { uri: project.uri, packages };
  await connection.sendNotification(CRITICAL_NOTIFICATION, params);
}
