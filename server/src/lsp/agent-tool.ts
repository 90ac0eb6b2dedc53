import path from 'node:path';
import process from 'node:process';
import type { CancellationToken, Connection } from 'vscode-languageserver';
import { runTool } from '../agents/index.js';
import { placePath, projectAt, shownBelow } from '../agents/place-path.js';
import { isProblem, type ToolPlace, type ToolProblem } from '../agents/tool.js';
import { AGENT_TOOL_REQUEST, type AgentToolParams, type AgentToolResult } from '../protocol/agents.js';
import { safeJson } from '../report/support/terminal.js';
import { answer } from './error-boundary.js';
import type { ServerHost } from './host.js';
import type { Session } from './session.js';
import { pathOfUri, uriOfPath } from './uri.js';

const BROKEN: AgentToolResult = {
  text: 'Package Risk could not finish this. Do not take that for a good sign: ask the user before installing anything.',
};

/** Answers the editor's language models, with the same engine as for the lines that a person sees. */
export function answerAgents(connection: Connection, session: Session, host: Pick<ServerHost, 'readAsset'>): void {
  connection.onRequest<AgentToolResult, never>(
    AGENT_TOOL_REQUEST,
    (params: AgentToolParams, token: CancellationToken) =>
      answer<AgentToolResult>(
        { what: AGENT_TOOL_REQUEST, token, otherwise: BROKEN, logger: session.logger },
        (signal) => agentTool(session, host, params, signal),
      ),
  );
}

async function agentTool(
  session: Session,
  host: Pick<ServerHost, 'readAsset'>,
  { tool, input, folders }: AgentToolParams,
  signal: AbortSignal,
): Promise<AgentToolResult> {
  const paths = folders.map(pathOfUri).filter((folder) => folder !== undefined);
  const result = await runTool(tool, input, {
    place: (given) => placeOf(session, paths, given),
    rulePage: (rule) => rulePage(host, rule),
    now: session.clock,
    signal,
    onProgress: () => undefined,
  });
  return { text: isProblem(result) ? result.problem : safeJson(result, 0) };
}

async function placeOf(
  { configuration, engines, trusted }: Session,
  folders: readonly string[],
  given: string | undefined,
): Promise<ToolPlace | ToolProblem> {
  // A package can be asked about where no folder is open: then the user's own configuration counts.
  const opened = folders.length === 0 && given === undefined ? [path.parse(process.cwd()).root] : folders;
  const found = placePath(opened, given);
  if (isProblem(found)) return found;
  const { absolute, folder } = found;
  const settings = await configuration.settingsFor(uriOfPath(absolute));
  if (!settings.enable) {
    return { problem: 'The user has switched Package Risk off for this folder. Ask them before installing anything.' };
  }
  const { engine, repositories } = engines.for(settings);
  const meant = projectAt(found, engine);
  if (isProblem(meant)) return meant;
  return {
    engine,
    repositories: settings['repository.enable'] ? repositories : undefined,
    ref: { ...meant, trusted: trusted && folders.includes(folder), orLockfile: true },
    shownPath: (file) => shownBelow(folder, file),
  };
}

function rulePage(host: Pick<ServerHost, 'readAsset'>, rule: string): string | undefined {
  try {
    return host.readAsset(path.join('..', 'docs', 'rules', `${rule}.md`));
  } catch {
    return undefined;
  }
}
