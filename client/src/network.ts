import tls from 'node:tls';
import { type Disposable, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type EditorNetwork, NETWORK_NOTIFICATION } from '../../server/src/protocol/messages.js';
import { beyondNodesOwn } from './certificates.js';
import { notify } from './notify.js';

/** Since Node 22.15; the typings of the Node that we compile for do not know it. */
interface CertificateStore {
  readonly getCACertificates?: (kind: 'system') => readonly string[];
}

/** How the editor is set up to reach the network. */
export function readNetwork(): EditorNetwork {
  const http = workspace.getConfiguration('http');
  const proxyOff = http.get<string>('proxySupport') === 'off';
  return {
    proxy: proxyOff ? '' : http.get<string>('proxy', ''),
    noProxy: http.get<readonly string[]>('noProxy', []),
    strictSsl: http.get<boolean>('proxyStrictSSL', true),
    certificates: http.get<boolean>('systemCertificates', true) ? systemCertificates() : [],
  };
}

/** Tells the server when these settings change. */
export function watchNetwork(client: LanguageClient): Disposable {
  return workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration('http')) notify(client, NETWORK_NOTIFICATION, readNetwork());
  });
}

function systemCertificates(): readonly string[] {
  try {
    const system = (tls as CertificateStore).getCACertificates?.('system') ?? [];
    return beyondNodesOwn(system, tls.rootCertificates);
  } catch {
    // No store that can be read: Node's own certificates have to do.
    return [];
  }
}
