import { phrase, type Words } from '../../../../model/index.js';
import type { Node } from 'jsonc-parser';
import { tomlCommands } from '../../files/agent-settings.js';
import { commandLine, fromRoot } from '../command-lines.js';
import { shownName, type FoundHook, type HookReader } from '../found-hook.js';
import { itemsOf, jsonRoot, memberOf, membersOf, spanOf, textOf, textsOf } from '../json-nodes.js';

/** What assistants call the command of a hook: one for all systems, or one for each. */
const COMMAND = /^(?:command|bash|powershell)$/;
/** Commands that stand beside the hooks in the settings of assistants. */
const HELPERS: readonly (readonly string[])[] = [
  ...[['apiKeyHelper'], ['awsAuthRefresh'], ['awsCredentialExport'], ['otelHeadersHelper']],
  ...[
    ['statusLine', 'command'],
    ['fileSuggestion', 'command'],
    ['tools', 'discoveryCommand'],
  ],
];
const MAX_DEPTH = 10;

/** Hooks, helpers and servers in the settings of AI assistants. */
export const agentHooks: HookReader = (path, text) => {
  const root = jsonRoot(text);
  const hooks = membersOf(memberOf(root, 'hooks')).flatMap(([event, node]) =>
    commandNodes(node, 0).map((command) =>
      hook(path, phrase('The hook {name}', { name: shownName(event) }), event, command),
    ),
  );
  const helpers = HELPERS.flatMap((place) => {
    const node = memberOf(root, ...place);
    const name = place.join('.');
    return textOf(node) === undefined || node === undefined
      ? []
      : [hook(path, phrase('The setting {name}', { name }), name, node)];
  });
  return [...hooks, ...helpers, ...servers(path, root)];
};

function hook(file: string, label: Words, name: string, node: Node): FoundHook {
  const commands = [fromRoot(textOf(node) ?? '')];
  return { ...{ file, label, name, trigger: 'assistant', commands }, span: spanOf(node), folder: '' };
}

function commandNodes(node: Node, depth: number): readonly Node[] {
  if (depth > MAX_DEPTH) return [];
  const inside = [...itemsOf(node), ...membersOf(node).map(([, value]) => value)];
  const own = membersOf(node).filter(([name, value]) => COMMAND.test(name) && value.type === 'string');
  return [...own.map(([, value]) => value), ...inside.flatMap((one) => commandNodes(one, depth + 1))];
}

/** Programs that an assistant starts to have tools of: `{"mcpServers": {"x": {"command": "npx", "args": ["-y", "…"]}}}`. */
function servers(file: string, root: Node | undefined): readonly FoundHook[] {
  const all = ['mcpServers', 'servers', 'mcp'].flatMap((place) => membersOf(memberOf(root, place)));
  return all.flatMap(([given, server]): readonly FoundHook[] => {
    const command = memberOf(server, 'command');
    const words = [...textsOf(command), ...textsOf(memberOf(server, 'args'))];
    if (command === undefined || words.length === 0) return [];
    const name = shownName(given);
    const commands = [commandLine(words)];
    return [
      {
        ...{ file, name, label: phrase('The server “{name}”', { name }), trigger: 'assistant', commands },
        span: spanOf(command),
        folder: '',
      },
    ];
  });
}

/** `.codex/config.toml`: what is told of the end of a turn, and servers. */
export const agentToml: HookReader = (path, text) =>
  tomlCommands(text).map(({ command, offset, length }, index) => ({
    ...{
      file: path,
      name: `command ${index + 1}`,
      label: phrase('A command of {file}', { file: path }),
      trigger: 'assistant',
      folder: '',
    },
    span: { start: offset, end: offset + length },
    commands: [fromRoot(command)],
  }));
