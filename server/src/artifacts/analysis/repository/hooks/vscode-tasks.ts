import { phrase } from '../../../../model/index.js';
import type { Node } from 'jsonc-parser';
import { commandLine, fromRoot } from '../command-lines.js';
import { shownName, type FoundHook, type HookReader } from '../found-hook.js';
import { itemsOf, jsonRoot, memberOf, spanOf, textOf, textsOf } from '../json-nodes.js';

/** Each system may have a command of its own, and VS Code has a name for each. */
const SYSTEMS = ['windows', 'osx', 'linux'] as const;

/** Tasks that run as soon as the folder is open, and those that these depend on. */
export const vscodeTasks: HookReader = (path, text) => {
  const root = jsonRoot(text);
  return tasksIn(path, memberOf(root, 'tasks'));
};

/** @param list the tasks of a folder, or of a workspace's own file */
export function tasksIn(path: string, list: Node | undefined): readonly FoundHook[] {
  const tasks = itemsOf(list);
  const started = new Set(tasks.filter((task) => textOf(memberOf(task, 'runOptions', 'runOn')) === 'folderOpen'));
  // What is added while the set is gone through is gone through as well.
  for (const task of started) {
    const needed = new Set(textsOf(memberOf(task, 'dependsOn')));
    for (const other of tasks) if (needed.has(nameOf(other))) started.add(other);
  }
  return [...started].flatMap((task) => taskHook(path, task));
}

function nameOf(task: Node): string {
  const named = textOf(memberOf(task, 'label')) ?? textOf(memberOf(task, 'taskName'));
  return named ?? textOf(memberOf(task, 'script')) ?? textOf(memberOf(task, 'command')) ?? '';
}

function taskHook(file: string, task: Node): readonly FoundHook[] {
  const script = textOf(memberOf(task, 'script'));
  const systems = SYSTEMS.map((system) => memberOf(task, system));
  const commands = [task, ...systems].flatMap((one) => (one === undefined ? [] : commandsOf(one, task)));
  const own = script === undefined ? [] : [`npm run ${script}`];
  const at = memberOf(task, 'command') ?? memberOf(task, 'script') ?? systems.find((one) => one !== undefined) ?? task;
  const all = [...new Set([...own, ...commands])];
  if (all.length === 0) return [];
  const name = shownName(nameOf(task));
  return [
    {
      ...{ file, name, label: phrase('The task “{name}”', { name }), trigger: 'folder-open', commands: all },
      span: spanOf(at),
      folder: folderIn(task),
    },
  ];
}

/** `{"command": "…", "args": ["…", {"value": "…"}], "options": {"shell": {"executable": "…", "args": ["-c"]}}}`. */
function commandsOf(part: Node, task: Node): readonly string[] {
  const command = wordOf(memberOf(part, 'command')) ?? wordOf(memberOf(task, 'command'));
  if (command === undefined || (part !== task && !changesCommand(part))) return [];
  const args = memberOf(part, 'args') ?? memberOf(task, 'args');
  const line = commandLine([command, ...itemsOf(args).flatMap((arg) => wordOf(arg) ?? [])]);
  const shell = memberOf(part, 'options', 'shell') ?? memberOf(task, 'options', 'shell');
  const program = textOf(memberOf(shell, 'executable'));
  return program === undefined ? [line] : [commandLine([program, ...textsOf(memberOf(shell, 'args')), line])];
}

function changesCommand(part: Node): boolean {
  return ['command', 'args', 'options'].some((name) => memberOf(part, name) !== undefined);
}

function wordOf(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  return textOf(node) ?? (textsOf(node).join(' ') || textsOf(memberOf(node, 'value')).join(' ') || undefined);
}

/** Relative to the root; what lies elsewhere is nobody's here. */
function folderIn(task: Node): string {
  const given = textOf(memberOf(task, 'options', 'cwd')) ?? textOf(memberOf(task, 'path')) ?? '';
  return fromRoot(`${given}/`)
    .replace(/^\.?\/+/, '')
    .replace(/\/+$/, '');
}
