import type { VscodeBuild } from './builds.js';
import { ensureChromium } from './chromium.js';
import { desktopHost, downloadDesktop } from './desktop-host.js';
import { installVscode } from './install-vscode.js';
import { canShowWindows } from './machine.js';
import type { Host } from './run-suite.js';
import { serverHost } from './server-host.js';

type Say = (message: string) => void;

/**
 * A VS Code of this build to run tests in: what can be downloaded for the desktop where there is a display, else the
 * server from the npm registry. Rejects where neither can be had: a test run without a host has not passed.
 */
export async function chooseHost(build: VscodeBuild, say: Say): Promise<Host> {
  if (canShowWindows() && process.env.PACKAGE_RISK_VSCODE_HOST !== 'server') {
    try {
      return desktopHost(await downloadDesktop(build.desktop));
    } catch (error) {
      say(`no desktop VS Code can be downloaded (${firstLine(error)}): using the server from the npm registry`);
    }
  }
  const chromium = await ensureChromium(say);
  return serverHost(await installVscode(build, say), chromium);
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';
}
