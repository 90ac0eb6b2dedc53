import { phrase } from '../../../../model/index.js';
import type { Node } from 'jsonc-parser';
import { commandLine, fromRoot } from '../command-lines.js';
import type { FoundHook, HookReader } from '../found-hook.js';
import { jsonRoot, memberOf, membersOf, spanOf, textOf, textsOf } from '../json-nodes.js';
import type { RepositoryTree } from '../tree.js';

/** Settings that name a program, or a library that one loads. */
const NAMES_PROGRAM = /(?:path|executable|runtime|command|interpreter|binary|tsdk)s?$/i;
const SCRIPT = /\.[cm]?[jt]s$/i;
/** `terminal.integrated.profiles.linux`, and what starts tasks. */
const PROFILES = /^terminal\.integrated\.(?:automationProfile|profiles)\.\w+$/;
const VARIABLES = /^terminal\.integrated\.env\.\w+$/;
/** Variables that make every program of a kind run something first. */
const RUNS_FILE: Readonly<Record<string, 'node' | 'shell'>> = Object.freeze({ BASH_ENV: 'shell', ENV: 'shell' });

/** Settings of the folder by which the editor runs something of it. VS Code uses none of them before the folder is trusted. */
export const vscodeSettings: HookReader = (path, text, tree) => settingsIn(path, jsonRoot(text), tree);

export function settingsIn(path: string, settings: Node | undefined, tree: RepositoryTree): readonly FoundHook[] {
  return membersOf(settings).flatMap(([key, node]) => {
    if (PROFILES.test(key)) return profilesIn(path, key, node);
    if (VARIABLES.test(key)) return membersOf(node).flatMap(([name, value]) => variable(path, name, value, tree));
    return NAMES_PROGRAM.test(key) ? program(path, key, node, tree) : [];
  });
}

function base(file: string, name: string, node: Node): Omit<FoundHook, 'commands'> {
  return {
    file,
    name,
    label: phrase('The setting {name}', { name }),
    trigger: 'editor',
    span: spanOf(node),
    folder: '',
  };
}

/** One profile, or several by their names. A shell without orders is what everybody starts. */
function profilesIn(path: string, key: string, node: Node): readonly FoundHook[] {
  const profiles = memberOf(node, 'path') === undefined ? membersOf(node).map(([, profile]) => profile) : [node];
  return profiles.flatMap((profile) => {
    const args = memberOf(profile, 'args');
    const [shell = 'sh'] = textsOf(memberOf(profile, 'path'));
    return args === undefined ? [] : [{ ...base(path, key, args), commands: [commandLine([shell, ...textsOf(args)])] }];
  });
}

function variable(path: string, name: string, node: Node, tree: RepositoryTree): readonly FoundHook[] {
  const value = fromRoot(textOf(node) ?? '');
  if (name === 'NODE_OPTIONS') return [{ ...base(path, name, node), commands: [`node ${value}`] }];
  if (name === 'PROMPT_COMMAND') return [{ ...base(path, name, node), commands: [value] }];
  const by = Object.hasOwn(RUNS_FILE, name) ? RUNS_FILE[name] : undefined;
  return by === undefined || !tree.has(value)
    ? []
    : [{ ...base(path, name, node), commands: [], starts: [{ path: value, by }] }];
}

/** What is installed is judged where it is asked for: only what the repository itself holds counts. */
function program(path: string, key: string, node: Node, tree: RepositoryTree): readonly FoundHook[] {
  const starts = textsOf(node).flatMap((value) => {
    const named = fromRoot(value).replace(/^\.[\\/]/, '');
    const file = [named, `${named}/tsserver.js`, `${named}/index.js`].find((one) => one !== '' && tree.has(one));
    return file === undefined ? [] : [{ path: file, by: SCRIPT.test(file) ? ('node' as const) : ('shell' as const) }];
  });
  return starts.length === 0 ? [] : [{ ...base(path, key, node), commands: [], starts }];
}
