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

const SHOW_LOG = 'Show Log';

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
      const message = 'The language server ended unexpectedly and was restarted.';
      if (answer === 'restart-and-say') void window.showWarningMessage(`Package Risk: ${message}`);
      return { action: CloseAction.Restart, message, handled: true };
    },
  };
}

function giveUp(log: LogOutputChannel): CloseHandlerResult {
  const minutes = CRASH_WINDOW_MS / 60_000;
  const message = `The language server ended ${MAX_CRASHES} times within ${minutes} minutes and stays off until you run "Rescan".`;
  void window.showErrorMessage(`Package Risk: ${message}`, SHOW_LOG).then((choice) => {
    if (choice === SHOW_LOG) log.show();
  });
  return { action: CloseAction.DoNotRestart, message, handled: true };
}
