import type { Connection } from 'vscode-languageserver';
import type { Engine, Project } from '../engine/engine.js';
import { spoken } from '../model/index.js';
import { judgeWholeProject, type WholeProject } from '../engine/whole-project.js';
import {
  REPORT_PROGRESS_NOTIFICATION,
  type ReportedManifest,
  type ReportParams,
  type ReportProgressParams,
  type ReportResult,
} from '../protocol/report.js';
import { changesSinceLast } from '../report/html/last-report.js';
import { htmlReport } from '../report/html/page.js';
import { reportOf } from '../report/report.js';
import type { RepositoryJudge } from '../engine/repository-judge.js';
import type { ServerHost } from './host.js';
import type { Session } from './session.js';
import { manifestPathOf, pathOfUri } from './uri.js';

/** Often enough for a bar. */
const PROGRESS_GAP_MS = 100;

interface OpenedManifest {
  readonly engine: Engine;
  readonly repositories: RepositoryJudge | undefined;
  readonly project: Project;
}

/** The projects as they are on disk and in open editors, in the page that `check --format html` writes. */
export async function reportPage(
  session: Session,
  connection: Connection,
  host: Pick<ServerHost, 'readAsset'>,
  { folder, manifests: found }: ReportParams,
  signal: AbortSignal,
): Promise<ReportResult> {
  const { t } = session.escapes;
  // An editor finds files in any order; the same projects are to be known again.
  const manifests = found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const paths = new Map(manifests.map(({ uri, path }) => [manifestPathOf(uri), path]));
  const shownPath = (absolute: string): string => paths.get(absolute) ?? absolute;
  const onProgress = progressTo(connection, session);
  const projects: WholeProject[] = [];
  for (const { engine, repositories, project } of await roots(session, manifests)) {
    projects.push(await judgeWholeProject(project, { engine, repositories, signal, shownPath, onProgress }));
  }
  const judged = projects.filter(
    ({ judged, hooks, problems }) =>
      judged.length > 0 || problems.length > 0 || hooks.some(({ level }) => level !== 'none'),
  );
  if (judged.length === 0)
    return { problem: t('There is no manifest with dependencies in the folders of this window that is judged.') };
  const report = reportOf(judged);
  const { cache } = session.engines.for(await session.configuration.settingsFor(undefined));
  const now = session.clock();
  const since = await changesSinceLast(report, pathOfUri(folder) ?? folder, cache, now);
  const assets = { script: host.readAsset('report.js'), style: host.readAsset('report-style.css') };
  return {
    html: htmlReport({ report, assets, now, version: session.version, since, say: (words) => spoken(words, t) }),
  };
}

/** All but those that are judged with another one, as members of its workspace. */
async function roots(session: Session, manifests: readonly ReportedManifest[]): Promise<readonly OpenedManifest[]> {
  const opened = await Promise.all(manifests.map(({ uri }) => openedAt(session, uri)));
  const found = opened.filter((one) => one !== undefined);
  const members = await Promise.all(found.map(({ engine, project }) => engine.workspaceManifests(project)));
  const judgedWithAnother = new Set(
    found.flatMap(({ project }, index) => (members[index] ?? []).filter((path) => path !== project.manifestPath)),
  );
  return found.filter(({ project }) => !judgedWithAnother.has(project.manifestPath));
}

async function openedAt(
  { configuration, engines, trusted }: Session,
  uri: string,
): Promise<OpenedManifest | undefined> {
  const manifestPath = manifestPathOf(uri);
  const settings = await configuration.settingsFor(uri);
  if (manifestPath === undefined || !settings.enable) return undefined;
  const { engine, repositories } = engines.for(settings);
  const project = await engine.open({ manifestPath, trusted });
  return project && { engine, project, repositories: settings['repository.enable'] ? repositories : undefined };
}

function progressTo(connection: Connection, { clock }: Session) {
  let toldAt = -Infinity;
  return (what: string, { done, total }: { readonly done: number; readonly total: number }): void => {
    const now = clock();
    if (now - toldAt < PROGRESS_GAP_MS) return;
    toldAt = now;
    const params: ReportProgressParams = { what, done, total };
    void connection.sendNotification(REPORT_PROGRESS_NOTIFICATION, params);
  };
}
