import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
} from 'vscode-languageserver/node';
import { AGENT_TOOL_REQUEST, type AgentToolResult } from '../../server/src/protocol/agents.js';
import { STATUS_NOTIFICATION, type StatusParams } from '../../server/src/protocol/messages.js';
import { RISKS_REQUEST, type RiskProject, type RisksResult } from '../../server/src/protocol/risk-view.js';
import { CHECKOUT, type Machine } from '../cli/program.js';
import { Inbox } from '../lsp/support/inbox.js';

/** An editor that has opened a project, and what its language server tells it, when there is no more to come. */
export interface SeenInEditor {
  diagnostics(file: string): Promise<readonly Diagnostic[]>;
  risks(): Promise<readonly RiskProject[]>;
  askTool(tool: string, input: object): Promise<string>;
  close(): Promise<void>;
}

const CAPABILITIES = {
  textDocument: { diagnostic: {} },
  workspace: { configuration: true, diagnostics: { refreshSupport: true } },
};

/** Starts the language server as it is shipped, and waits until it has judged the project. */
export async function openInEditor(user: Machine, files: Readonly<Record<string, string>>): Promise<SeenInEditor> {
  const server = spawn(process.execPath, [path.join(CHECKOUT, 'dist', 'server.cjs'), '--stdio'], {
    cwd: user.project,
    env: user.variables,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const statuses = new Inbox<StatusParams>();
  connection.onNotification(STATUS_NOTIFICATION, (params: StatusParams) => statuses.put(params));
  connection.onRequest('workspace/configuration', ({ items }: { items: object[] }) => items.map(() => null));
  for (const method of ['client/registerCapability', 'workspace/diagnostic/refresh', 'window/workDoneProgress/create'])
    connection.onRequest(method, () => null);
  connection.listen();
  const folder = `file://${user.project}`;
  const uriOf = (file: string): string => `${folder}/${file}`;
  await connection.sendRequest('initialize', {
    ...{ processId: null, rootUri: folder, capabilities: CAPABILITIES, initializationOptions: { trusted: true } },
    workspaceFolders: [{ uri: folder, name: 'shop' }],
  });
  await connection.sendNotification('initialized', {});
  for (const [file, text] of Object.entries(files)) {
    const textDocument = { uri: uriOf(file), languageId: 'json', version: 1, text };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
  }
  await statuses.nextWhere(({ state }) => state === 'checking');
  await statuses.nextWhere(({ state, judged }) => state === 'idle' && judged > 0);
  return {
    async diagnostics(file) {
      const params = { textDocument: { uri: uriOf(file) } };
      const { items = [] } = await connection.sendRequest<{ items?: Diagnostic[] }>('textDocument/diagnostic', params);
      return items;
    },
    risks: async () => (await connection.sendRequest<RisksResult>(RISKS_REQUEST)).projects,
    askTool: async (tool, input) =>
      (await connection.sendRequest<AgentToolResult>(AGENT_TOOL_REQUEST, { tool, input, folders: [folder] })).text,
    async close() {
      const ended = once(server, 'close');
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
    },
  };
}
