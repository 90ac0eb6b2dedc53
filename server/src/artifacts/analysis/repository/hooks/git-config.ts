import { phrase } from '../../../../model/index.js';
import type { FoundHook, HookReader } from '../found-hook.js';

/** Commands that git runs by its own settings; a clone brings none of them, but an archive with a `.git` folder does. */
const COMMANDS = /^[ \t]*(fsmonitor|sshCommand|pager|editor|askPass|gitProxy|helper)[ \t]*=[ \t]*(.+?)[ \t]*$/gim;
/** What is no command of the repository's: switches, and helpers that git brings along. */
const OF_GIT = /^(?:true|false|cache|store|manager(?:-core)?|osxkeychain|wincred|less|vim?|nano|cat)\b/i;

/** `.git/config` as somebody else may have written it. */
export const gitConfig: HookReader = (path, text) =>
  [...text.matchAll(COMMANDS)].flatMap((match): readonly FoundHook[] => {
    const [whole, name = '', value = ''] = match;
    if (OF_GIT.test(value)) return [];
    const start = match.index + whole.indexOf(name);
    return [
      {
        ...{ file: path, name, label: phrase('The setting {name} of git', { name }), trigger: 'git', folder: '' },
        ...{ span: { start, end: match.index + whole.trimEnd().length }, commands: [value.replace(/^!/, '')] },
      },
    ];
  });
