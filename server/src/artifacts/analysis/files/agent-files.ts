import { shellSignals, type ShellSignal } from '../shell/signals.js';

/** Configuration that an assistant or an editor obeys when the folder is opened or a session begins. */
const SETTINGS =
  /(?:^|\/)(?:\.claude\/settings(?:\.local)?\.json|\.vscode\/tasks\.json|\.cursor\/(?:hooks|mcp)\.json|\.?mcp\.json|\.gemini\/settings\.json|\.codex\/[\w.-]+\.json|\.windsurf\/[\w.-]+\.json)$/i;
/** What assistants read as orders. */
const INSTRUCTIONS =
  /(?:^|\/)(?:AGENTS|CLAUDE|GEMINI|SKILL|COPILOT-INSTRUCTIONS)(?:\.local)?\.md$|(?:^|\/)llms(?:-\w+)?\.txt$|(?:^|\/)\.(?:cursorrules|windsurfrules|clinerules)$|(?:^|\/)\.cursor\/.*\.mdc?$|(?:^|\/)\.(?:kiro\/steering|clinerules|windsurf\/rules|roo\/rules[\w-]*|amazonq\/rules|trae\/rules)\/.*\.md$|(?:^|\/)\.junie\/guidelines\.md$|(?:^|\/)\.goosehints$|(?:^|\/)\.claude\/(?:commands|agents|skills)\/.*\.md$/i;

export function isAgentSettings(path: string): boolean {
  return SETTINGS.test(path);
}

export function isAgentInstruction(path: string): boolean {
  return INSTRUCTIONS.test(path);
}

/** Sentences that make an assistant run what nobody has looked at, or hand out secrets. */
const HARMFUL_ORDER =
  /\b(?:read|cat|collect|send|upload|post|include|exfiltrate|copy)\b[^\n]{0,120}(?:\.npmrc|\.ssh\b|\.aws\b|id_rsa|\.netrc|\.git-credentials|process\.env|environment variables|\.env\b|api keys?\b|access tokens?\b)[^\n]{0,160}(?:https?:\/\/|\bto (?:the|this|our) (?:server|endpoint|url|webhook))/i;
const HIDDEN_ORDER =
  /\b(?:do not|don't|never)\s+(?:tell|mention|inform|ask|show|notify|reveal)\b[^.\n]{0,60}\b(?:user|developer|human|person|anyone)\b/i;
/** Agents are allowed to test without asking; what they are to fetch so is another matter. */
const UNASKED_FETCH =
  /\bwithout\s+(?:asking|telling|informing|showing|notifying|mentioning)\b[^]{0,200}\b(?:curl|wget|iwr|irm|Invoke-WebRequest)\b[^\n]{0,200}\bhttps?:|\b(?:curl|wget|iwr|irm|Invoke-WebRequest)\b[^\n]{0,200}\bhttps?:[^]{0,200}\bwithout\s+(?:asking|telling|informing|showing|notifying|mentioning)\b/i;
const RUNS_SOMETHING = /\b(?:run|execute|curl|wget|npx|bash|invoke)\b/i;

/** What a file of instructions makes an assistant do. */
export function instructionSignals(text: string): readonly ShellSignal[] {
  const order = HARMFUL_ORDER.exec(unwrapped(text)) ?? UNASKED_FETCH.exec(text);
  const hidden = HIDDEN_ORDER.exec(text);
  const nearHidden = hidden === null ? '' : text.slice(Math.max(0, hidden.index - 300), hidden.index + 300);
  return [
    ...(order === null ? [] : [{ kind: 'agent-instruction', offset: order.index, detail: order[0] } as const]),
    ...(hidden !== null && RUNS_SOMETHING.test(nearHidden)
      ? [{ kind: 'agent-instruction', offset: hidden.index, detail: hidden[0] } as const]
      : []),
    ...harmfulCommands(text),
  ];
}

const SENDS_IT = /\b(?:send|upload|post|exfiltrate|transmit)(?:s|ing)?\b/i;
const SECRET_FILE = /\.npmrc|\.ssh\b|\.aws\b|id_rsa|\.netrc|\.git-credentials|process\.env|\.env\b(?!\.)/i;

/**
 * What is wrong with the instructions of a project for its own assistants. These say where keys come from and what need not be asked,
 * so that only what goes away, and commands that do harm, count.
 */
export function ownInstructionSignals(text: string): readonly ShellSignal[] {
  const order = HARMFUL_ORDER.exec(unwrapped(text));
  const isHarm = order !== null && SENDS_IT.test(order[0]) && SECRET_FILE.test(order[0]);
  return [
    ...(isHarm ? [{ kind: 'agent-instruction', offset: order.index, detail: order[0] } as const] : []),
    ...harmfulCommands(text),
  ];
}

function harmfulCommands(text: string): readonly ShellSignal[] {
  const commands = [
    ...text.matchAll(
      /`([^`\n]{6,500})`|^\s*(?:[$>]\s+)?((?:curl|wget|bash|sh|powershell|iwr|node -e)\b[^\n]{4,500})$/gm,
    ),
  ];
  return commands.flatMap(({ index, 1: quoted, 2: plain }) =>
    shellSignals(quoted ?? plain ?? '')
      .filter(({ kind }) => HARMFUL.has(kind))
      .map((signal) => ({ ...signal, offset: index, kind: 'agent-instruction' })),
  );
}

/** Sentences that go on in the next line become one line; what stands where stays so. */
function unwrapped(text: string): string {
  return text.replace(/(?<![.:;!?])\n(?![ \t]*(?:\r?\n|[-*+#>|`]|\d+\.))/g, ' ');
}

/** What no command does that an assistant is told of. Installing a tool by `curl … | sh` is what honest instructions say too. */
export const HARMFUL: ReadonlySet<string> = new Set([
  'reverse-shell',
  'command-sends-data',
  'destructive-command',
  'encoded-command',
  'unvouched-download',
]);
