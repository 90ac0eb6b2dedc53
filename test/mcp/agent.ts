import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { CallToolResultSchema, ListRootsRequestSchema, type CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { EXECUTABLE, type Machine } from '../cli/program.js';

/** An agent's side of the Model Context Protocol, by the official library. */
export interface Agent {
  readonly client: Client;
  readonly pid: number;
  /** What the program has said beside the protocol. */
  stderr(): string;
  /** A structured result; the library holds it against the tool's own schema. */
  ask(tool: string, input?: Readonly<Record<string, unknown>>): Promise<Answered>;
  /** The sentence that says why there is no result. */
  fail(tool: string, input?: Readonly<Record<string, unknown>>): Promise<string>;
  close(): Promise<void>;
}

export interface Answered {
  readonly name?: string;
  readonly version?: string;
  readonly level?: string;
  readonly decision?: string;
  readonly [other: string]: unknown;
}

/** Starts `package-risk mcp` as it is shipped, as an agent does. */
export async function startAgent(
  user: Machine,
  argv: readonly string[] = [],
  roots?: readonly string[],
): Promise<Agent> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [EXECUTABLE, 'mcp', ...argv],
    env: { ...user.variables },
    cwd: user.project,
    stderr: 'pipe',
  });
  let stderr = '';
  transport.stderr?.on('data', (text: Buffer) => (stderr += text.toString()));
  const capabilities = roots === undefined ? {} : { roots: {} };
  const client = new Client({ name: 'an agent', version: '1.0.0' }, { capabilities });
  if (roots !== undefined) {
    client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: roots.map((uri) => ({ uri })) }));
  }
  await client.connect(transport);
  // The library knows the schemas of the tools that it has listed.
  await client.listTools();
  const call = async (name: string, input: Readonly<Record<string, unknown>> = {}): Promise<CallToolResult> =>
    CallToolResultSchema.parse(await client.callTool({ name, arguments: input }));
  return {
    client,
    pid: transport.pid ?? 0,
    stderr: () => stderr,
    async ask(tool, input) {
      const { structuredContent, content, isError } = await call(tool, input);
      assert.notEqual(isError, true, JSON.stringify(content));
      const [text] = content;
      assert.deepEqual(JSON.parse(text?.type === 'text' ? text.text : ''), structuredContent);
      return structuredContent as Answered;
    },
    async fail(tool, input) {
      const { content, isError } = await call(tool, input);
      assert.equal(isError, true, JSON.stringify(content));
      const [text] = content;
      return text?.type === 'text' ? text.text : '';
    },
    close: () => client.close(),
  };
}
