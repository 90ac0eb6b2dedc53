import type { HookReader } from '../found-hook.js';
import { jsonRoot, memberOf } from '../json-nodes.js';
import { settingsIn } from './vscode-settings.js';
import { tasksIn } from './vscode-tasks.js';

/** `*.code-workspace`: tasks and settings for whoever opens the folder by it. */
export const vscodeWorkspace: HookReader = (path, text, tree) => {
  const root = jsonRoot(text);
  return [...tasksIn(path, memberOf(root, 'tasks', 'tasks')), ...settingsIn(path, memberOf(root, 'settings'), tree)];
};
