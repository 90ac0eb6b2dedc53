import { type Disposable, type Terminal, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { COMMAND_REQUEST, type CommandParams, type CommandResult } from '../../../server/src/protocol/messages.js';
import { mayInstall, stopText } from './terminal-text.js';
import { t } from '../l10n.js';

const CONTROL_C = '\u0003';

/**
 * Looks at commands that were started in terminals. They run already: where one installs known malware, the offer is to stop it,
 * and about everything else nothing is said.
 */
export function watchTerminals(client: LanguageClient): Disposable {
  const offers = new StopOffers();
  return window.onDidStartTerminalShellExecution(async ({ terminal, execution }) => {
    const command = execution.commandLine.value;
    const folder = execution.cwd?.fsPath ?? workspace.workspaceFolders?.[0]?.uri.fsPath;
    if (folder === undefined || !mayInstall(command) || !client.isRunning()) return;
    const params: CommandParams = { command, folder };
    const { malware } = await client.sendRequest<CommandResult>(COMMAND_REQUEST, params);
    if (malware.length > 0) await offers.offer(terminal, malware);
  });
}

/** One at a time: whoever starts a command again has read the first. */
class StopOffers {
  #isOpen = false;

  async offer(terminal: Terminal, malware: readonly string[]): Promise<void> {
    if (this.#isOpen) return;
    this.#isOpen = true;
    try {
      await offerToStop(terminal, malware);
    } finally {
      this.#isOpen = false;
    }
  }
}

async function offerToStop(terminal: Terminal, malware: readonly string[]): Promise<void> {
  const stop = t('Send Ctrl+C');
  const answer = await window.showErrorMessage(stopText(malware, t), stop);
  if (answer !== stop) return;
  terminal.show();
  terminal.sendText(CONTROL_C, false);
}
