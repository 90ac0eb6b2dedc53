import { phrase } from '../../../../model/index.js';
import type { FoundHook, HookReader } from '../found-hook.js';

/** `run: npx eslint {staged_files}`, or a block of lines behind `run: |`. */
const RUN =
  /^([ \t]*)(?:-[ \t]+)?run:[ \t]*(?:[|>][-+]?[ \t]*\r?\n((?:[ \t]*\r?\n|\1[ \t]+[^\n]*(?:\n|$))+)|([^\r\n]+))/gm;

/** Commands that lefthook has git run. */
export const lefthook: HookReader = (path, text) =>
  [...text.matchAll(RUN)].flatMap((match, index): readonly FoundHook[] => {
    const written = match[2] ?? match[3] ?? '';
    // A block of empty lines runs nothing.
    if (written.trim() === '') return [];
    const start = match.index + match[0].indexOf(written);
    return [
      {
        ...{ file: path, name: `run ${index + 1}`, label: phrase('A command of lefthook'), trigger: 'git', folder: '' },
        span: { start: start + written.length - written.trimStart().length, end: start + written.trimEnd().length },
        commands: [written.trim().replace(/^(["'])(.*)\1$/, '$2')],
      },
    ];
  });
