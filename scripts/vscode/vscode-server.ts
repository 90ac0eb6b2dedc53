import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Cleanup } from './cleanup.js';
import type { Installation } from './install-vscode.js';

export interface ServerOptions {
  /** Everything the server and the editor keep: an empty folder, or one of an earlier start. */
  readonly dataFolder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Lets the address name an extension under development and its tests. Messages then only show in their list. */
  readonly testDriver?: boolean;
  /** False switches Workspace Trust off: every folder counts as trusted. */
  readonly workspaceTrust?: boolean;
  /** What the bare address shows. */
  readonly defaultFolder?: string;
}

export interface VscodeServer {
  readonly host: string;
  readonly port: number;
  readonly process: ChildProcess;
  /** All that it printed until now. */
  readonly log: () => string;
}

const HOST = '127.0.0.1';
/** A cold start takes about two seconds on two cores. */
const START_LIMIT_MS = 60_000;
/** Between asking the server to end and ending it. */
const STOP_LIMIT_MS = 3_000;

/** Nothing that opens by itself, asks the network, or moves. */
export const QUIET_SETTINGS: Readonly<Record<string, unknown>> = Object.freeze({
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'npm.fetchOnlinePackageInfo': false,
  'json.schemaDownload.enable': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'editor.cursorBlinking': 'solid',
  'window.confirmBeforeClose': 'never',
  'files.simpleDialog.enable': true,
  // The web workbench saves after a second by itself.
  'files.autoSave': 'off',
});

/** Starts the server and answers once it listens. It ends, with all its children, at cleanup. */
export async function startVscodeServer(
  installation: Installation,
  options: ServerOptions,
  cleanup: Cleanup,
): Promise<VscodeServer> {
  await writeSettings(options.dataFolder, { ...QUIET_SETTINGS, ...options.settings });
  const child = spawn(installation.node, serverArguments(installation, options), {
    cwd: options.dataFolder,
    env: serverEnvironment(options.env ?? {}),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that extension hosts and language servers end with it.
    detached: true,
  });
  cleanup.add(() => endGroup(child));
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString('utf8')));
  const port = await listening(child, () => log);
  return { host: HOST, port, process: child, log: () => log };
}

/** The web workbench reads user settings from `User`; what only a machine may set comes from `Machine`. */
async function writeSettings(dataFolder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  for (const level of ['User', 'Machine']) {
    const folder = path.join(dataFolder, 'data', level);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
  }
}

function serverArguments(installation: Installation, options: ServerOptions): readonly string[] {
  return [
    path.join(installation.root, 'out', 'server-main.js'),
    ...['--host', HOST, '--port', '0'],
    ...['--server-data-dir', options.dataFolder],
    '--without-connection-token',
    '--accept-server-license-terms',
    ...['--disable-telemetry', '--telemetry-level', 'off'],
    '--disable-getting-started-override',
    ...(options.testDriver === true ? ['--enable-smoke-test-driver'] : []),
    ...(options.defaultFolder === undefined ? [] : ['--default-folder', options.defaultFolder]),
    ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
  ];
}

/** What an editor around this process has set for itself would confuse the one that is started. */
function serverEnvironment(extra: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|CODE_SERVER)/.test(name));
  return { ...Object.fromEntries(own), FORCE_COLOR: '0', ...extra };
}

function listening(child: ChildProcess, log: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`the VS Code server ${why}\n${log()}`));
    const timer = setTimeout(() => fail(`did not listen within ${START_LIMIT_MS} ms`), START_LIMIT_MS);
    child.once('error', reject);
    child.once('exit', (code) => fail(`ended with ${String(code)} before it listened`));
    child.stdout?.on('data', () => {
      const port = /Extension host agent listening on (\d+)/.exec(log())?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    });
  });
}

function endGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  return new Promise((resolve) => {
    if (pid === undefined) {
      resolve();
      return;
    }
    const timer = setTimeout(() => {
      signalGroup(pid, 'SIGKILL');
      resolve();
    }, STOP_LIMIT_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      // What is left of the group has lost its parent and would stay.
      signalGroup(pid, 'SIGKILL');
      resolve();
    });
    if (child.exitCode !== null || child.signalCode !== null) child.emit('exit', child.exitCode, child.signalCode);
    else signalGroup(pid, 'SIGTERM');
  });
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}
