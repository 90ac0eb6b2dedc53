import { commands, Disposable, StatusBarAlignment, window } from 'vscode';
import { COMMANDS } from '../../server/src/protocol/messages.js';
import type { StatusPainter } from './server-status.js';
import { statusText } from './status-text.js';
import { t } from './l10n.js';

/** Behind the item only, so it does not stand in the command palette. */
const MENU_COMMAND = 'packageRisk.statusMenu';

const menu = () => [
  { label: `$(refresh) ${t('Rescan')}`, command: COMMANDS.rescan },
  { label: `$(debug-disconnect) ${t('Go Offline or Online')}`, command: COMMANDS.toggleOffline },
  { label: `$(cloud-download) ${t('Update Offline Data')}`, command: COMMANDS.updateIntelligence },
  { label: `$(output) ${t('Show Log')}`, command: COMMANDS.showLog },
  { label: `$(trash) ${t('Clear Cache')}`, command: COMMANDS.clearCache },
];

/** The item in the status bar, for all manifests that are open. */
export function createStatusItem(): StatusPainter {
  const item = window.createStatusBarItem('packageRisk.status', StatusBarAlignment.Right);
  item.name = 'Package Risk';
  item.command = MENU_COMMAND;
  return {
    paint: (server, status) => {
      const { text, tooltip } = statusText(server, status, t);
      item.text = text;
      item.tooltip = tooltip;
      item.accessibilityInformation = { label: tooltip };
      item.show();
    },
    subscription: Disposable.from(item, commands.registerCommand(MENU_COMMAND, showMenu)),
  };
}

async function showMenu(): Promise<void> {
  const choice = await window.showQuickPick(menu(), { title: 'Package Risk' });
  if (choice !== undefined) await commands.executeCommand(choice.command);
}
