import type { Connection, InitializeParams } from 'vscode-languageserver';
import type { Clock } from '../platform/clock.js';
import type { Logger } from '../platform/logger.js';
import { THEME_ICONS, type Icons } from '../features/support/icons.js';
import { clientFeatures, type ClientFeatures } from './capabilities.js';
import { CasePlaces } from './case-places.js';
import type { Coalescer } from './coalescer.js';
import { Configuration } from './configuration.js';
import { connectionLogger } from './connection-logger.js';
import { PullDiagnostics } from './diagnostics-pull.js';
import type { DiagnosticsPublisher } from './diagnostics-publisher.js';
import { pushDiagnostics } from './diagnostics-push.js';
import type { OpenDocuments } from './documents.js';
import { attempt } from './error-boundary.js';
import type { Escapes } from '../features/support/escapes.js';
import { translator } from '../protocol/translate.js';
import { EnginePool } from './engine-pool.js';
import { escapesIn } from './escapes.js';
import type { ServerHost } from './host.js';
import { readInitialization } from './initialization.js';
import { createInText, type InText } from './in-text/create-in-text.js';
import type { SurroundingParts } from './in-text/surrounding-projects.js';
import { IntelligenceWatch } from './intelligence-watch.js';
import { lockfileDiagnostics } from './lockfile-diagnostics.js';
import { LockfileDocuments } from './lockfile-documents.js';
import { longWorkDisplay } from './long-work.js';
import { manifestDiagnostics } from './manifest-diagnostics.js';
import { Opinions } from './opinions.js';
import { overlayFiles } from './overlay-files.js';
import { Precedence } from './precedence.js';
import { ProjectCache, type ProjectCacheParts } from './project-cache.js';
import { createTurns } from '../platform/turns.js';
import { rememberedFiles, type RememberedFiles } from '../platform/remembered-files.js';
import { SafeFixes } from './safe-fixes.js';
import { riskViewReporter, tellCritical } from './risk-view.js';
import { SourcePlaces } from './source-places.js';
import { statusReporter } from './status-reporter.js';
import { lockfilePathOf } from './uri.js';
import { HookWatch } from './repositories/hook-watch.js';
import { showRepositories } from './repositories/show-repositories.js';
import { Repositories } from './repositories/repositories.js';
import { SentDiagnostics } from './sent-diagnostics.js';
import { viewRefresh } from './view-refresh.js';

/** One editor, from `initialize` to `shutdown`: what the handlers work with. */
export interface Session extends InText {
  readonly client: ClientFeatures;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Of this tool. */
  readonly version: string;
  readonly documents: OpenDocuments;
  /** What is on disk, as read some seconds ago at most; whoever hears of a change makes it forget. */
  readonly disk: RememberedFiles;
  readonly configuration: Configuration;
  readonly engines: EnginePool;
  readonly projects: ProjectCache;
  readonly lockfiles: LockfileDocuments;
  readonly publisher: DiagnosticsPublisher;
  /** Of whoever waits for an answer. */
  readonly precedence: Precedence;
  /** Answers pulls; undefined where diagnostics are pushed. */
  readonly pull: PullDiagnostics | undefined;
  readonly status: Coalescer;
  /** What the folders of the window make other programs run. */
  readonly repositories: Repositories;
  readonly hookWatch: HookWatch;
  /** Through which all diagnostics go that are sent and not asked for. */
  readonly sent: SentDiagnostics;
  /** Has the editor ask anew for code lenses and inlay hints. */
  readonly views: Coalescer;
  readonly fixes: SafeFixes;
  /** Has the editor ask for the risk view's content again. */
  readonly riskView: Coalescer;
  readonly intelligence: IntelligenceWatch;
  /** Files of packages that can be opened; undefined where the editor shows none. */
  readonly sources: SourcePlaces | undefined;
  /** Cases that can be opened; undefined where the editor shows none. */
  readonly cases: CasePlaces | undefined;
  /** What language models have said, for this session. */
  readonly opinions: Opinions;
  /** Undefined where the editor paints none. */
  readonly icons: Icons | undefined;
  /** How text gets to the reader: in the editor's language, and harmless. */
  readonly escapes: Escapes;
  /** Workspace trust, as the editor last told it. */
  trusted: boolean;
}

export function createSession(
  connection: Connection,
  documents: OpenDocuments,
  host: ServerHost,
  params: InitializeParams,
): Session {
  const { clock, timers, version } = host;
  const client = clientFeatures(params.capabilities);
  const logger = connectionLogger(connection, timers);
  const disk = rememberedFiles(host.diskFiles, clock);
  const files = overlayFiles(documents, disk, clock);
  const options = readInitialization(params.initializationOptions);
  const { trusted, network, sourceDocuments, themeIcons, translations } = options;
  const escapes = escapesIn(translator(translations));
  const configuration = new Configuration(connection, client.configuration, logger);
  const turns = createTurns();
  const engines = new EnginePool(
    (settings, to) => host.createEngine({ files, logger, network: to, turns }, settings),
    network,
  );
  const sent = new SentDiagnostics(connection);
  const opinions = new Opinions(version);
  const shared = { documents, configuration, engines, files, timers, clock, logger };
  const projects = createProjects(connection, shared, () => session);
  const repositories = createRepositories(connection, shared, () => session);
  const diagnosticsOf = (uri: string): ReturnType<typeof manifestDiagnostics> =>
    lockfilePathOf(uri) === undefined ? manifestDiagnostics(session, uri) : lockfileDiagnostics(session, uri);
  const precedence = new Precedence(turns);
  const onAsk = (): void => precedence.expect();
  const pulling = { connection, timers, logger, diagnosticsOf, onAsk };
  const pull = client.pullsDiagnostics ? new PullDiagnostics(pulling) : undefined;
  const session: Session = {
    ...{ client, logger, clock, version, documents, disk, configuration, engines, projects, pull, trusted, escapes },
    ...{ repositories, sent, opinions, precedence },
    hookWatch: new HookWatch({ connection, repositories, logger, canWatch: client.fileWatching }),
    ...createInText(sent, { ...shared, projects, escapes, isTrusted: () => session.trusted }),
    sources: sourceDocuments ? new SourcePlaces() : undefined,
    cases: sourceDocuments ? new CasePlaces() : undefined,
    icons: themeIcons ? THEME_ICONS : undefined,
    lockfiles: new LockfileDocuments(files),
    publisher: pull ?? pushDiagnostics({ connection: sent, documents, timers, logger, diagnosticsOf }),
    intelligence: new IntelligenceWatch({ connection, configuration, engines, projects, timers, clock, logger }),
    views: viewRefresh(connection, client, timers, logger),
    fixes: new SafeFixes(timers, logger),
    status: statusReporter({ connection, projects, configuration, timers, logger }),
    riskView: riskViewReporter({ connection, projects, opinions, repositories, timers, logger }),
  };
  return session;
}

/** @param session as soon as there is one */
function createProjects(
  connection: Connection,
  parts: Omit<SurroundingParts, 'isTrusted' | 'projects'> & Pick<ProjectCacheParts, 'logger'>,
  session: () => Session,
): ProjectCache {
  const { timers, logger } = parts;
  return new ProjectCache({
    ...parts,
    isTrusted: () => session().trusted,
    showLongWork: (cancel) => longWorkDisplay(connection, timers, logger, session().escapes.t)(cancel),
    onNews: (uri) => {
      const { publisher, status, views, riskView } = session();
      publisher.factsArrived(uri);
      for (const one of [status, views, riskView]) one.request();
    },
    onProgress: () => session().status.request(),
    onClosedNews: () => session().riskView.request(),
    onCritical: (news) =>
      void attempt('telling what is critical', logger, () => tellCritical(connection, session(), news)),
  });
}

/** @param session as soon as there is one */
function createRepositories(
  connection: Connection,
  {
    configuration,
    engines,
    timers,
    logger,
  }: Pick<ProjectCacheParts, 'configuration' | 'engines' | 'timers' | 'logger'>,
  session: () => Session,
): Repositories {
  return new Repositories({
    ...{ configuration, engines, timers, logger, isTrusted: () => session().trusted },
    onNews: () => {
      session().riskView.request();
      void attempt('showing what folders run', logger, () => showRepositories(connection, session()));
    },
  });
}

export function disposeSession({
  repositories,
  hookWatch,
  inText,
  projects,
  publisher,
  status,
  riskView,
  intelligence,
  views,
  fixes,
}: Session): void {
  views.dispose();
  fixes.dispose();
  intelligence.dispose();
  repositories.dispose();
  hookWatch.dispose();
  inText.dispose();
  projects.dispose();
  publisher.dispose();
  status.dispose();
  riskView.dispose();
}
