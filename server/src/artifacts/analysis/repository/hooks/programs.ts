import { phrase, type HookTrigger, type Words } from '../../../../model/index.js';
import { folderOf, type FoundHook, type HookReader } from '../found-hook.js';

/** A file that is a program by itself. */
function program(labelOf: (path: string) => Words, name: string, trigger: HookTrigger): HookReader {
  return (path, text): readonly FoundHook[] => {
    const by = /^#!.*\b(?:node|bun|deno|tsx)\b/.test(text) || /\.[cm]?[jt]s$/.test(path) ? 'node' : 'shell';
    const end = text.indexOf('\n');
    return [
      {
        ...{ file: path, name, label: labelOf(path), trigger, folder: trigger === 'git' ? '' : folderOf(path) },
        ...{ commands: [], starts: [{ path, by }], span: { start: 0, end: end === -1 ? text.length : end } },
      },
    ];
  };
}

/** `.husky/pre-commit`. */
export const gitHook = program((path) => phrase('The git hook {name}', { name: path }), 'hook', 'git');
/** `.pnpmfile.cjs`: pnpm asks it about every package. */
export const pnpmfile = program((path) => path, 'pnpmfile', 'package-manager');
/** `tailwind.config.js`: whatever reads it runs it, extensions of the editor too. */
export const toolSettings = program((path) => path, 'settings', 'tool');
/** `.opencode/plugins/x.ts`. */
export const agentPlugin = program((path) => path, 'plugin', 'assistant');
