import { type Disposable, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { TRUST_NOTIFICATION, type TrustParams } from '../../server/src/protocol/messages.js';
import { notify } from './notify.js';

/** Tells the server when the user grants workspace trust. It is never taken back while a window is open. */
export function watchTrust(client: LanguageClient): Disposable {
  return workspace.onDidGrantWorkspaceTrust(() => {
    const params: TrustParams = { trusted: workspace.isTrusted };
    notify(client, TRUST_NOTIFICATION, params);
  });
}
