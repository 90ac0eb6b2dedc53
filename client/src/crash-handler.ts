import type { LogOutputChannel } from 'vscode';
import { window } from 'vscode';
import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  type ErrorHandler,
  type ErrorHandlerResult,
} from 'vscode-languageclient/node';
import { CRASH_WINDOW_MS, MAX_CRASHES, type RestartBudget } from './restart-budget.js';
import { t } from './l10n.js';

/** Restarts a crashed server, says so once, and stops after repeated crashes. All else goes to the log only. */
export function createCrashHandler(restarts: RestartBudget, log: LogOutputChannel): ErrorHandler {
  return {
    error: (error): ErrorHandlerResult => ({
      action: ErrorAction.Continue,
      message: `Talking to the language server failed: ${error.message}`,
      handled: true,
    }),
    closed: (): CloseHandlerResult => {
      const answer = restarts.crashed();
      if (answer === 'give-up') return giveUp(log);
      const message = t('The language server ended unexpectedly and was restarted.');
      if (answer === 'restart-and-say') void window.showWarningMessage(`Package Risk: ${message}`);
      return { action: CloseAction.Restart, message, handled: true };
    },
  };
}

function giveUp(log: LogOutputChannel): CloseHandlerResult {
  const minutes = CRASH_WINDOW_MS / 60_000;
  const showLog = t('Show Log');
  const message = t(
    'The language server ended {times} times within {minutes} minutes and stays off until you run "Rescan".',
    { times: MAX_CRASHES, minutes },
  );
  void window.showErrorMessage(`Package Risk: ${message}`, showLog).then((choice) => {
    if (choice === showLog) log.show();
  });
  return { action: CloseAction.DoNotRestart, message, handled: true };
}
