import type { HookTrigger } from '../../../../model/index.js';
import { folderOf, type FoundHook, type HookReader } from '../found-hook.js';

/** A file that is a program by itself. */
function program(label: string, name: string, trigger: HookTrigger): HookReader {
  return (path, text): readonly FoundHook[] => {
    const by = /^#!.*\b(?:node|bun|deno|tsx)\b/.test(text) || /\.[cm]?[jt]s$/.test(path) ? 'node' : 'shell';
    const end = text.indexOf('\n');
    return [
      {
        ...{ file: path, name, label: `${label}${path}`, trigger, folder: trigger === 'git' ? '' : folderOf(path) },
        ...{ commands: [], starts: [{ path, by }], span: { start: 0, end: end === -1 ? text.length : end } },
      },
    ];
  };
}

/** `.husky/pre-commit`. */
export const gitHook = program('The git hook ', 'hook', 'git');
/** `.pnpmfile.cjs`: pnpm asks it about every package. */
export const pnpmfile = program('', 'pnpmfile', 'package-manager');
/** `tailwind.config.js`: whatever reads it runs it, extensions of the editor too. */
export const toolSettings = program('', 'settings', 'tool');
/** `.opencode/plugins/x.ts`. */
export const agentPlugin = program('', 'plugin', 'assistant');
