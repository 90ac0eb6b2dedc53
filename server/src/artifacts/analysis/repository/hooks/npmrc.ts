import { phrase } from '../../../../model/index.js';
import { npmrcRegistries } from '../../files/configuration-files.js';
import type { ShellSignal } from '../../shell/signals.js';
import { folderOf, type FoundHook, type HookReader } from '../found-hook.js';
import { pathFrom } from '../repository-path.js';
import type { RepositoryTree } from '../tree.js';

/** Programs that npm starts for a purpose of its own. */
const PROGRAMS = /^(?:git|script-shell|shell|node-gyp|python|editor|viewer|onload-script|init-module)$/;
const ENTRY = /^[ \t]*([\w-]+)(?:\[\])?[ \t]*=[ \t]*([^\r\n]*?)[ \t]*$/gm;

/** Settings of npm by which it runs something of the repository, or takes packages from somebody in between. */
export const npmrc: HookReader = (path, text, tree) => {
  const entries = [...text.matchAll(ENTRY)].flatMap((match): readonly FoundHook[] => {
    const [whole, key = '', given = ''] = match;
    const start = match.index + whole.length - whole.trimStart().length;
    const span = { start, end: match.index + whole.trimEnd().length };
    const value = given.replace(/^(["'])(.*)\1$/, '$2');
    const base = {
      file: path,
      name: key,
      label: phrase('The setting {name}', { name: key }),
      folder: folderOf(path),
      span,
    } as const;
    if (key === 'node-options') {
      return [{ ...base, trigger: 'package-manager', commands: [`node ${value}`] }];
    }
    return PROGRAMS.test(key) ? program(base, value, tree) : [];
  });
  return [...entries, ...registries(path, text)];
};

type Base = Pick<FoundHook, 'file' | 'name' | 'label' | 'folder' | 'span'>;

/** Of the repository itself: a shell or an interpreter of the machine is everybody's own affair. */
function program(base: Base, value: string, tree: RepositoryTree): readonly FoundHook[] {
  const file = pathFrom(base.folder, value.replace(/^\$\{(?:PWD|INIT_CWD)\}\//, ''));
  if (file === undefined || !tree.has(file)) return [];
  const signals: readonly ShellSignal[] = [
    { kind: 'npmrc-runs', offset: base.span.start, detail: `${base.name}=${value}` },
  ];
  const by = /\.[cm]?js$/.test(file) ? 'node' : 'shell';
  return [{ ...base, trigger: 'package-manager', commands: [], starts: [{ path: file, by }], signals }];
}

function registries(path: string, text: string): readonly FoundHook[] {
  return npmrcRegistries(text).map((signal) => {
    const end = signal.offset + (signal.detail?.length ?? 0);
    return {
      ...{
        file: path,
        name: 'registry',
        label: phrase('The setting {name}', { name: 'registry' }),
        folder: folderOf(path),
        commands: [],
      },
      ...{ trigger: 'install', span: { start: signal.offset, end }, signals: [signal] },
    };
  });
}
