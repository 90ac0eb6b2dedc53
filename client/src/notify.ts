import type { LanguageClient } from 'vscode-languageclient/node';

/** Tells a running server something. One that is not running hears the same when it starts. */
export function notify(client: LanguageClient, method: string, params: object): void {
  if (!client.isRunning()) return;
  client.sendNotification(method, params).catch((error: unknown) => {
    client.outputChannel.warn(`${method} was not delivered: ${String(error)}`);
  });
}
