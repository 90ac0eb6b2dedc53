import { type Memento, window, workspace } from 'vscode';
import type { InstallOffer } from '../../server/src/protocol/messages.js';
import { knownInstallCommand } from './install-command.js';
import { t } from './l10n.js';

const DECLINED_KEY = 'packageRisk.installOfferDeclined';
const TERMINAL_NAME = 'Package Risk';

export interface InstallOffers {
  /** Says what makes a fix real. Nothing is run: the command is put into a terminal where that is wanted. */
  offer(install: InstallOffer): void;
}

/** @param memory where it is remembered that nobody wants to be asked */
export function installOffers(memory: Memento): InstallOffers {
  let isAsking = false;
  return {
    offer: ({ command, folder }) => {
      const known = knownInstallCommand(command);
      // One offer at a time: several fixes in a row need one install.
      if (known === undefined || isAsking || !workspace.isTrusted || memory.get<boolean>(DECLINED_KEY) === true) return;
      isAsking = true;
      void ask(known, folder, memory).finally(() => (isAsking = false));
    },
  };
}

async function ask(command: string, folder: string, memory: Memento): Promise<void> {
  const [toTerminal, never] = [t('Put It into a Terminal'), t("Don't Offer Again")];
  const message = t('run "{command}" to bring the lockfile and node_modules in line with the fix.', { command });
  const answer = await window.showInformationMessage(`Package Risk: ${message}`, toTerminal, never);
  if (answer === never) await memory.update(DECLINED_KEY, true);
  if (answer !== toTerminal) return;
  const terminal = window.createTerminal({ name: TERMINAL_NAME, cwd: folder });
  terminal.show(true);
  // Without the line end: whoever wants it run presses Enter.
  terminal.sendText(command, false);
}
