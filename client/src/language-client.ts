import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { l10n, Uri, workspace } from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import { LOCKFILE_NAMES } from '../../server/src/protocol/lockfile-names.js';
import {
  COMMANDS,
  type InitializationOptions,
  OPEN_CASE_COMMAND,
  OPEN_SOURCE_COMMAND,
} from '../../server/src/protocol/messages.js';
import { createCrashHandler } from './crash-handler.js';
import { guardFixes } from './guarded-fixes.js';
import { readNetwork } from './network.js';
import { RestartBudget } from './restart-budget.js';
import type { ServerEnvironment } from './team-key.js';
import { createTraceChannel } from './trace-channel.js';

/** Also the section of the settings, where the library looks for `trace.server`. */
const CLIENT_ID = 'packageRisk';

/** Manifests are judged; a policy that is open and not saved yet already counts. */
const DOCUMENTS: readonly (readonly [language: string, pattern: string])[] = [
  ['json', '**/{package,package-risk}.json'],
  ['jsonc', '**/{package,package-risk}.json'],
  // Where workspaces keep the versions that their members refer to.
  ['yaml', '**/{pnpm-workspace.yaml,.yarnrc.yml}'],
];

/** By name alone: each kind of lockfile is another language, or none. */
const LOCKFILES = `**/{${LOCKFILE_NAMES.join()}}`;

/** What the server is told of, on the disk only: what counts for a manifest is read from there. */
export const DOCUMENT_SELECTOR: readonly {
  readonly scheme: string;
  readonly language?: string;
  readonly pattern: string;
}[] = [
  ...DOCUMENTS.map(([language, pattern]) => ({ scheme: 'file', language, pattern })),
  { scheme: 'file', pattern: LOCKFILES },
];

/** What decides a verdict. The server reads these files itself; it only has to know when they change. */
const WATCHED_FILES = `**/{${[
  'package.json',
  'package-risk.json',
  '.npmrc',
  '.yarnrc.yml',
  'pnpm-workspace.yaml',
  'bunfig.toml',
  'osv-scanner.toml',
  ...LOCKFILE_NAMES,
  'bun.lockb',
].join()}}`;

/** Free in a development host that debugs the client, and named in `.vscode/launch.json`. */
const SERVER_DEBUG_PORT = 6009;

export interface Connection {
  readonly client: LanguageClient;
  readonly restarts: RestartBudget;
  /** What changes in it counts from the server's next start on. */
  readonly environment: ServerEnvironment;
}

/**
 * Writes errors to the log only. The library shows a message for each request that fails and each server that dies
 * while it starts, which can be one at every keystroke.
 */
class QuietLanguageClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** The client, not started yet. It and everything it made end with `client.dispose()`. */
export function createLanguageClient(context: ExtensionContext, log: LogOutputChannel): Connection {
  const restarts = new RestartBudget(() => performance.now());
  const watcher = workspace.createFileSystemWatcher(WATCHED_FILES);
  const trace = createTraceChannel(log);
  context.subscriptions.push(watcher, trace.subscription);
  const options: LanguageClientOptions = {
    documentSelector: [...DOCUMENT_SELECTOR],
    // The library's default pulls only when a document is opened.
    diagnosticPullOptions: { onChange: true },
    // A function, because a restarted server has to hear what holds then.
    initializationOptions: (): InitializationOptions => ({
      trusted: workspace.isTrusted,
      network: readNetwork(),
      sourceDocuments: true,
      themeIcons: true,
      translations: l10n.bundle ?? {},
    }),
    synchronize: { fileEvents: watcher },
    initializationFailedHandler: (error: unknown) => {
      log.error(`The language server could not be initialized: ${String(error)}`);
      return false;
    },
    errorHandler: createCrashHandler(restarts, log),
    outputChannel: log,
    traceOutputChannel: trace.channel,
    middleware: guardFixes,
    // The commands show a file of a package and a package's case, and take nothing but the id of a place.
    markdown: {
      isTrusted: {
        enabledCommands: [OPEN_SOURCE_COMMAND, OPEN_CASE_COMMAND, COMMANDS.compareVersions, COMMANDS.secondOpinion],
      },
      supportHtml: false,
      supportThemeIcons: true,
    },
  };
  const environment: ServerEnvironment = {};
  const client = new QuietLanguageClient(CLIENT_ID, 'Package Risk', serverOptions(context, environment), options);
  return { client, restarts, environment };
}

function serverOptions(context: ExtensionContext, env: ServerEnvironment): ServerOptions {
  const server = { module: context.asAbsolutePath('dist/server.cjs'), transport: TransportKind.ipc, options: { env } };
  const execArgv = ['--nolazy', `--inspect=${SERVER_DEBUG_PORT}`];
  // What V8 compiles of the server lies where only the editor writes, like the extension itself.
  const { fsPath } = Uri.joinPath(context.globalStorageUri, 'compiled');
  return { run: { ...server, args: [`--compiled-code=${fsPath}`] }, debug: { ...server, options: { env, execArgv } } };
}
