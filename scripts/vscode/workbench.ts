import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { Cleanup } from './cleanup.js';
import type { VscodeServer } from './vscode-server.js';

export interface BrowserOptions {
  readonly executable: string;
  readonly width?: number;
  readonly height?: number;
  /** Device pixels per CSS pixel, for sharp pictures. */
  readonly scale?: number;
}

/** A page in a headless Chromium with an empty profile. Ends at cleanup. */
export async function openBrowser(options: BrowserOptions, cleanup: Cleanup): Promise<Page> {
  const profile = await mkdtemp(path.join(os.tmpdir(), 'package-risk-chromium-'));
  cleanup.add(() => rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: options.executable,
    headless: true,
    args: [
      // Containers have neither user namespaces nor much shared memory.
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    deviceScaleFactor: options.scale ?? 1,
    locale: 'en-US',
    colorScheme: 'dark',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  cleanup.add(() => context.close());
  return context.pages()[0] ?? (await context.newPage());
}

export interface WorkbenchAddress {
  /** Folder or `.code-workspace` file to open; without one, the server's default. */
  readonly workspace?: string;
  /** File to show. */
  readonly file?: string;
  /** Folder of the extension to load from its sources. */
  readonly extension?: string;
  /** Module with the `run` function for the extension host; it has to lie in the extension's folder. */
  readonly tests?: string;
}

/** The address at which the server shows this folder with this extension. */
export function workbenchUrl(server: Pick<VscodeServer, 'host' | 'port'>, address: WorkbenchAddress): string {
  const authority = `${server.host}:${server.port}`;
  const remote = (file: string): string => `vscode-remote://${authority}${encodeURI(file)}`;
  // Read into a map: a key that stands here twice would count once.
  const payload: [string, string][] = [['skipWelcome', 'true']];
  if (address.file !== undefined) payload.push(['openFile', remote(address.file)]);
  if (address.extension !== undefined) payload.push(['extensionDevelopmentPath', remote(address.extension)]);
  if (address.tests !== undefined) payload.push(['extensionTestsPath', remote(address.tests)]);
  const url = new URL(`http://${authority}/`);
  const { workspace } = address;
  if (workspace !== undefined)
    url.searchParams.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', workspace);
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
