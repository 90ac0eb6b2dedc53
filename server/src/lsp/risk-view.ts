import type { Connection } from 'vscode-languageserver';
import { hooksAtRisk, riskRepository } from '../features/repository/risk-repository.js';
import type { Escapes } from '../features/support/escapes.js';
import { countAtRisk, riskProject } from '../features/risk-view.js';
import type { Clock } from '../platform/clock.js';
import type { Logger } from '../platform/logger.js';
import type { Timers } from '../platform/timers.js';
import {
  CRITICAL_NOTIFICATION,
  RISKS_CHANGED_NOTIFICATION,
  type CriticalParams,
  type RiskProject,
  type RisksChangedParams,
  type RisksResult,
} from '../protocol/risk-view.js';
import { Coalescer } from './coalescer.js';
import { attempt } from './error-boundary.js';
import type { CriticalNews } from './critical-news.js';
import type { Opinions } from './opinions.js';
import type { ProjectCache, ShownManifest } from './project-cache.js';
import type { Repositories } from './repositories/repositories.js';
import type { SourcePlaces } from './source-places.js';

/** The whole view is asked for each time. */
const RISKS_GAP_MS = 500;

interface RiskViewParts {
  readonly projects: Pick<ProjectCache, 'shownManifests'>;
  readonly sources: SourcePlaces | undefined;
  readonly clock: Clock;
  readonly escapes: Escapes;
  readonly opinions: Pick<Opinions, 'on'>;
}

/** What is judged of the folders themselves and of all manifests, from memory. */
export async function risks(
  parts: RiskViewParts & { readonly repositories: Pick<Repositories, 'judged'> },
): Promise<RisksResult> {
  const shown = await parts.projects.shownManifests();
  const folders = parts.repositories.judged().flatMap((one) => riskRepository(one, parts.escapes) ?? []);
  return { projects: [...folders, ...shown.flatMap((one) => projectOf(one, parts) ?? [])] };
}

function projectOf(
  { judged, progress }: ShownManifest,
  { sources, clock, escapes, opinions }: RiskViewParts,
): RiskProject | undefined {
  const { document, assessment, project } = opinions.on(judged);
  const { assessments } = assessment;
  return riskProject({
    ...{ document, assessments, escapes, progress },
    sources: sources?.linksFor(project.manifestPath, clock()),
  });
}

export interface RiskViewReporterParts {
  readonly connection: Connection;
  readonly projects: Pick<ProjectCache, 'latestOfAll'>;
  readonly opinions: Pick<Opinions, 'on'>;
  readonly repositories: Pick<Repositories, 'judged'>;
  readonly timers: Timers;
  readonly logger: Logger;
}

/** Tells the editor that there is something else to show; what it is, is asked for by who looks at it. */
export function riskViewReporter({
  connection,
  projects,
  opinions,
  repositories,
  timers,
  logger,
}: RiskViewReporterParts): Coalescer {
  const send = (): Promise<void> => {
    const shown = projects.latestOfAll().map((judged) => opinions.on(judged).assessment.assessments);
    const params: RisksChangedParams = { atRisk: countAtRisk(shown) + hooksAtRisk(repositories.judged()) };
    return connection.sendNotification(RISKS_CHANGED_NOTIFICATION, params);
  };
  return new Coalescer(timers, RISKS_GAP_MS, () => attempt('telling of the risk view', logger, send));
}

/** Tells the editor what has become critical in a manifest. */
export async function tellCritical(connection: Connection, parts: RiskViewParts, news: CriticalNews): Promise<void> {
  const project = projectOf({ judged: news.judged, progress: undefined }, parts);
  if (project === undefined) return;
  const packages = project.packages.filter(({ level, findings }) => {
    return level === 'critical' && findings.some(({ pointer }) => news.fingerprints.has(pointer.fingerprint));
  });
  const params: CriticalParams = { uri: project.uri, packages };
  await connection.sendNotification(CRITICAL_NOTIFICATION, params);
}
