import { phrase } from '../../../../model/index.js';
import type { Node } from 'jsonc-parser';
import { commandLine } from '../command-lines.js';
import type { FoundHook, HookReader } from '../found-hook.js';
import { itemsOf, jsonRoot, membersOf, memberOf, spanOf, textOf, textsOf } from '../json-nodes.js';

/** In the order in which they run. The first runs on the machine itself, before there is a container. */
const COMMANDS = {
  initializeCommand: 'container-host',
  onCreateCommand: 'container',
  updateContentCommand: 'container',
  postCreateCommand: 'container',
  postStartCommand: 'container',
  postAttachCommand: 'container',
} as const;

/** The commands of a development container. */
export const devcontainer: HookReader = (path, text) => {
  const root = jsonRoot(text);
  return Object.entries(COMMANDS).flatMap(([name, trigger]): readonly FoundHook[] => {
    const node = memberOf(root, name);
    const commands = commandsOf(node);
    if (node === undefined || commands.length === 0) return [];
    return [
      {
        ...{ file: path, name, label: phrase('The command {name}', { name }), trigger, commands },
        span: spanOf(node),
        folder: '',
      },
    ];
  });
};

/** One command, the words of one, or several by their names. */
function commandsOf(node: Node | undefined): readonly string[] {
  if (node === undefined) return [];
  const single = textOf(node);
  if (single !== undefined) return single === '' ? [] : [single];
  if (itemsOf(node).length > 0) return [commandLine(textsOf(node))];
  return membersOf(node).flatMap(([, each]) => (each.type === 'object' ? [] : commandsOf(each)));
}
