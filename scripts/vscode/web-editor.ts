import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { newestBuild } from './builds.js';
import { withCleanup } from './cleanup.js';
import { installVscode } from './install-vscode.js';
import type { OpenOptions } from './open-desktop.js';
import { startVscodeServer } from './vscode-server.js';
import { workbenchUrl } from './workbench.js';

/**
 * Serves VS Code with the extension and this folder on a loopback address, and says which. Ends only with the
 * process: by Ctrl+C, or where the server ends.
 */
export async function serveWebEditor({ extension, folder, say }: OpenOptions): Promise<void> {
  const installation = await installVscode(newestBuild(), say);
  await withCleanup(async (cleanup) => {
    const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'package-risk-web-'));
    cleanup.add(() => rm(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
    await addExtension(dataFolder, extension);
    const options = { dataFolder, defaultFolder: folder, workspaceTrust: true };
    const server = await startVscodeServer(installation, options, cleanup);
    say(`\nOpen ${workbenchUrl(server, { file: path.join(folder, 'package.json') })}`);
    say('It can be opened from this machine only, by everyone who has an account here. Ctrl+C ends it.');
    await new Promise((resolve) => server.process.once('exit', resolve));
  });
}

/** The checkout itself, or a folder with another extension, as if it were installed. @param id with its version */
export async function addExtension(
  dataFolder: string,
  extension: string,
  id = 'package-risk.package-risk-0.0.0',
): Promise<void> {
  const extensions = path.join(dataFolder, 'extensions');
  await mkdir(extensions, { recursive: true });
  await symlink(extension, path.join(extensions, id));
}
