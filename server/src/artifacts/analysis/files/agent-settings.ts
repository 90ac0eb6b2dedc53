import { jsonRoot, memberOf } from '../repository/json-nodes.js';
import { tasksIn } from '../repository/hooks/vscode-tasks.js';
import { HARMFUL, isAgentSettings } from './agent-files.js';
import { shellSignals, type ShellSignal } from '../shell/signals.js';

/** Commands that such settings run by themselves. */
export function settingsCommands(text: string): readonly string[] {
  return startedIn(text).map(({ command }) => command);
}

/** Commands that such settings run by themselves, and what those commands do. */
export function settingsSignals(text: string): readonly ShellSignal[] {
  return startedIn(text).flatMap(({ command, offset }) => {
    const done = shellSignals(command).map((signal) => ({ ...signal, offset }));
    return [{ kind: 'agent-hook' as const, offset, detail: command }, ...done];
  });
}

function startedIn(text: string): readonly StartedCommand[] {
  return [...placed(text, hookCommands(parsed(text))), ...folderOpenCommands(text)];
}

function placed(text: string, commands: readonly string[]): readonly StartedCommand[] {
  return commands.map((command) => ({ command, offset: offsetOf(text, command) }));
}

/** Settings of assistants that lie elsewhere, to be copied to where they count: known by what stands in them. */
const MAY_BE_SETTINGS =
  /"(?:SessionStart|UserPromptSubmit|PreToolUse|PostToolUse|SessionEnd|Stop)"\s*:|"mcpServers"\s*:/;
const MAY_BE_TOML = /^[ \t]*\[mcp_servers\.|^[ \t]*notify[ \t]*=[ \t]*\[/m;

/** Tasks of an editor, which lie in templates under any name. */
const MAY_BE_TASKS = /"runOn"\s*:\s*"folderOpen"/;

/** Commands in settings of assistants and editors, wherever those lie, that do what no helper has to. */
export function harmfulSettingsSignals(path: string, text: string): readonly ShellSignal[] {
  return commandsOf(path, text)
    .filter(({ command }) => shellSignals(command).some(({ kind }) => HARMFUL.has(kind) || kind === 'download-and-run'))
    .map(({ command, offset }) => ({ kind: 'agent-instruction', offset, detail: command }));
}

function commandsOf(path: string, text: string): readonly StartedCommand[] {
  if (path.endsWith('.toml')) return MAY_BE_TOML.test(text) ? tomlCommands(text) : [];
  if (path.endsWith('.code-workspace')) return folderOpenCommands(text);
  if (!path.endsWith('.json')) return [];
  const isKnown = isAgentSettings(path) || MAY_BE_SETTINGS.test(text);
  if (isKnown) return [...startedIn(text), ...placed(text, serverCommands(parsed(text)))];
  return MAY_BE_TASKS.test(text) ? folderOpenCommands(text) : [];
}

function offsetOf(text: string, command: string): number {
  return Math.max(0, text.indexOf(JSON.stringify(command).slice(1, -1)));
}

/** `{"mcpServers": {"x": {"command": "sh", "args": ["-c", "…"]}}}`: the last word is what a shell is given. */
function serverCommands(json: unknown): readonly string[] {
  const servers = member(json, 'mcpServers');
  const all: readonly unknown[] = typeof servers === 'object' && servers !== null ? Object.values(servers) : [];
  return all.flatMap((server) => {
    const args = member(server, 'args');
    const words = [member(server, 'command'), ...(Array.isArray(args) ? (args as unknown[]) : [])];
    return startedShell(words.filter((word) => typeof word === 'string'));
  });
}

function startedShell(words: readonly string[]): readonly string[] {
  return /(?:sh|cmd|powershell|pwsh)(?:\.exe)?$/i.test(words[0] ?? '') ? words.slice(-1) : [words.join(' ')];
}

/** A command that runs by itself, and where it stands in the text. */
interface StartedCommand {
  readonly command: string;
  readonly offset: number;
}

/** A command, and where it stands in the text. */
export interface PlacedCommand extends StartedCommand {
  readonly length: number;
}

/** `notify = ["sh", "-c", "…"]`, and the servers of `[mcp_servers.x]`. */
export function tomlCommands(text: string): readonly PlacedCommand[] {
  return [...text.matchAll(/^[ \t]*(?:notify|args|command)[ \t]*=[ \t]*(?:\[([^\]]*)\]|("[^"\n]*"))/gm)].flatMap(
    ({ index, 0: whole, 1: list, 2: single = '' }) => {
      const texts = [...(list ?? single).matchAll(/"((?:\\.|[^"\\\n])*)"|'([^'\n]*)'/g)];
      const words = texts.map(([, double, plain = '']) => double?.replace(/\\(["\\])/g, '$1') ?? plain);
      const commands = words[0]?.startsWith('-') === true ? words.slice(-1) : startedShell(words);
      return commands.map((command) => ({ command, offset: index, length: whole.length }));
    },
  );
}

function parsed(text: string): unknown {
  try {
    // Editors allow comments and commas at the end.
    return JSON.parse(text.replace(/^\s*\/\/.*$/gm, '').replace(/,(\s*[}\]])/g, '$1'));
  } catch {
    return undefined;
  }
}

/** `{"hooks": {"SessionStart": [{"hooks": [{"type": "command", "command": "…"}]}]}}`. */
function hookCommands(json: unknown): readonly string[] {
  return membersCalled(member(json, 'hooks'), 'command', 0);
}

/** Of a folder's own tasks, and of those in the file of a workspace. */
function folderOpenCommands(text: string): readonly StartedCommand[] {
  if (!MAY_BE_TASKS.test(text)) return [];
  const root = jsonRoot(text);
  return [memberOf(root, 'tasks'), memberOf(root, 'tasks', 'tasks')].flatMap((list) =>
    tasksIn('', list).flatMap(({ commands, span }) => commands.map((command) => ({ command, offset: span.start }))),
  );
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

const MAX_DEPTH = 10;

function membersCalled(value: unknown, name: string, depth: number): readonly string[] {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === name && typeof child === 'string' ? [child] : membersCalled(child, name, depth + 1),
  );
}
