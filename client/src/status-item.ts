import { commands, Disposable, type LogOutputChannel, StatusBarAlignment, window } from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { COMMANDS, STATUS_NOTIFICATION, type StatusParams } from '../../server/src/protocol/messages.js';
import { type ServerState, statusText } from './status-text.js';

/** Behind the item only, so it does not stand in the command palette. */
const MENU_COMMAND = 'packageRisk.statusMenu';

const MENU = [
  { label: '$(refresh) Rescan', command: COMMANDS.rescan },
  { label: '$(debug-disconnect) Go Offline or Online', command: COMMANDS.toggleOffline },
  { label: '$(cloud-download) Update Offline Data', command: COMMANDS.updateIntelligence },
  { label: '$(output) Show Log', command: COMMANDS.showLog },
  { label: '$(trash) Clear Cache', command: COMMANDS.clearCache },
];

/** Shows what the server says of itself. */
export function createStatusItem(client: LanguageClient, log: LogOutputChannel): Disposable {
  const item = window.createStatusBarItem('packageRisk.status', StatusBarAlignment.Right);
  item.name = 'Package Risk';
  item.command = MENU_COMMAND;
  let server: ServerState = 'starting';
  let status: StatusParams | undefined;
  const paint = (): void => {
    const { text, tooltip } = statusText(server, status);
    item.text = text;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: tooltip };
    item.show();
  };
  paint();
  return Disposable.from(
    item,
    commands.registerCommand(MENU_COMMAND, showMenu),
    client.onNotification(STATUS_NOTIFICATION, (params: StatusParams) => {
      status = params;
      paint();
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

async function showMenu(): Promise<void> {
  const choice = await window.showQuickPick(MENU, { title: 'Package Risk' });
  if (choice !== undefined) await commands.executeCommand(choice.command);
}
