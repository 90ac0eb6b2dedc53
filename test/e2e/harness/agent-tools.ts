import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { TOOL_PREFIX } from '../../../server/src/protocol/agents.js';

/** As much of the tools' answers as the suites look at. */
export interface ToolAnswer {
  readonly level?: string;
  readonly decision?: string;
  readonly packages?: readonly {
    readonly name: string;
    readonly level: string;
    readonly findings: readonly { readonly rule: string }[];
  }[];
}

/** What a language model gets to read. */
export async function invokeTool(tool: string, input: object): Promise<string> {
  const { content } = await vscode.lm.invokeTool(TOOL_PREFIX + tool, { input, toolInvocationToken: undefined });
  const [first] = content;
  assert.ok(first instanceof vscode.LanguageModelTextPart);
  return first.value;
}

export async function askTool(tool: string, input: object): Promise<ToolAnswer> {
  const text = await invokeTool(tool, input);
  assert.ok(text.startsWith('{'), text);
  return JSON.parse(text) as ToolAnswer;
}
