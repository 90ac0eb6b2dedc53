import { commands, Disposable, type LogOutputChannel } from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { STATUS_NOTIFICATION, type StatusParams } from '../../server/src/protocol/messages.js';
import type { ServerState } from './status-text.js';

export interface StatusPainter {
  /** `status` is what the server said last, if anything. */
  readonly paint: (server: ServerState, status: StatusParams | undefined) => void;
  readonly subscription: Disposable;
}

/** Has painted what the server says of itself, whenever that changes. */
export function showStatus(
  client: LanguageClient,
  log: LogOutputChannel,
  painters: readonly StatusPainter[],
): Disposable {
  let server: ServerState = 'starting';
  let status: StatusParams | undefined;
  const paint = (): void => {
    for (const painter of painters) painter.paint(server, status);
  };
  paint();
  return Disposable.from(
    ...painters.map(({ subscription }) => subscription),
    client.onNotification(STATUS_NOTIFICATION, (params: StatusParams) => {
      status = params;
      paint();
      // The walkthrough's first step is done.
      if (params.judged > 0) void commands.executeCommand('setContext', 'packageRisk.judged', true);
    }),
    client.onDidChangeState(({ newState }) => {
      log.debug(`language server: ${State[newState]}`);
      server = serverState(newState);
      if (server !== 'running') status = undefined;
      paint();
    }),
  );
}

function serverState(state: State): ServerState {
  if (state === State.Running) return 'running';
  return state === State.Starting ? 'starting' : 'stopped';
}
