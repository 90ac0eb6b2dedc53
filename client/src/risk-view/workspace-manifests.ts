import { Disposable, RelativePattern, type Uri, workspace } from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { MANIFESTS_NOTIFICATION, type ManifestsParams } from '../../../server/src/protocol/risk-view.js';
import { notify } from '../notify.js';

/** One more than the server follows. */
const MAX_MANIFESTS = 501;

const MANIFESTS = '**/{package.json,pnpm-workspace.yaml,.yarnrc.yml}';
const NOT_WRITTEN_HERE = '**/{node_modules,bower_components}/**';

/** Has the manifests of the window's folders judged, open or not; from the first `start` on. */
export class WorkspaceManifests implements Disposable {
  readonly #client: LanguageClient;
  readonly #subscription: Disposable;
  #isStarted = false;

  constructor(client: LanguageClient) {
    this.#client = client;
    this.#subscription = Disposable.from(
      workspace.onDidChangeWorkspaceFolders(() => void this.#tell()),
      // A server that was restarted knows none of them.
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) void this.#tell();
      }),
    );
  }

  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    void this.#tell();
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #tell(): Promise<void> {
    if (!this.#isStarted || !this.#client.isRunning()) return;
    const uris = (await findManifests()).map((uri) => this.#client.code2ProtocolConverter.asUri(uri));
    const params: ManifestsParams = { uris };
    notify(this.#client, MANIFESTS_NOTIFICATION, params);
  }
}

/** Those in the window's folders that nobody has installed there. */
export async function findManifests(): Promise<readonly Uri[]> {
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const found = await Promise.all(
    folders.map((folder) =>
      workspace.findFiles(new RelativePattern(folder, MANIFESTS), NOT_WRITTEN_HERE, MAX_MANIFESTS),
    ),
  );
  return found.flat();
}
