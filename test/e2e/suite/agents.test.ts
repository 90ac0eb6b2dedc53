import assert from 'node:assert/strict';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import * as vscode from 'vscode';
import { serverDefinitions } from '../../../client/src/agents/mcp-provider.js';
import { TOOL_PREFIX } from '../../../server/src/protocol/agents.js';
import { askTool, invokeTool, type ToolAnswer } from '../harness/agent-tools.js';
import { eventually, lineOf, problemOn, show } from '../harness/editor.js';

const EXTENSION_ID = 'package-risk.package-risk';

const TOOL_NAMES = ['check_package', 'check_project', 'compare_versions', 'explain_finding', 'find_safe_version'];

describe('agents in the editor', () => {
  it('have the tools of the extension', async () => {
    const names = await eventually(
      () => Promise.resolve(vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith(TOOL_PREFIX))),
      (found) => found.length === TOOL_NAMES.length,
    );
    assert.deepEqual(names.map((name) => name.slice(TOOL_PREFIX.length)).sort(), TOOL_NAMES);
  });

  it('are told of the project what the person sees in it', async () => {
    const { document } = await show('package.json');
    const { packages = [], level } = await askTool('check_project', {});
    assert.equal(level, 'critical');
    assert.ok(packages.length > 5);
    for (const { name, findings } of packages) {
      const [first] = findings;
      if (first !== undefined && document.getText().includes(`"${name}"`))
        await problemOn(document.uri, lineOf(document, name), first.rule);
    }
  });

  it('have a package judged before anybody installs it', async () => {
    const { decision, level } = await askTool('check_package', { name: 'shop-no-such-package' });
    assert.deepEqual([level, decision], ['high', 'do-not-install']);
  });

  it('are told what to send where the input is wrong', async () => {
    assert.match(await invokeTool('check_project', { path: '/' }), /^path has to lie in the folder/);
    assert.match(await invokeTool('explain_finding', { rule: 'no-such-rule' }), /^There is no page about such a rule/);
  });

  it('can start the server that the extension offers them, with nothing but the editor installed', async () => {
    const extension = vscode.extensions.getExtension(EXTENSION_ID);
    assert.ok(extension);
    const program = path.join(extension.extensionPath, 'dist', 'cli.cjs');
    const [definition] = serverDefinitions(program, '1.0.0');
    assert.ok(definition);
    assert.equal(definition.command, process.execPath);
    const env = { ...process.env, ...definition.env } as Record<string, string>;
    const { command, args, cwd } = definition;
    const client = new Client({ name: 'an agent', version: '1.0.0' });
    await client.connect(new StdioClientTransport({ command, args, env, cwd: cwd?.fsPath, stderr: 'ignore' }));
    const { tools } = await client.listTools();
    assert.deepEqual(tools.map(({ name }) => name).sort(), TOOL_NAMES);
    const { structuredContent } = await client.callTool({ name: 'check_project', arguments: {} });
    await client.close();
    const seen = await askTool('check_project', {});
    assert.deepEqual(rulesOf(structuredContent as ToolAnswer), rulesOf(seen));
  });
});

function rulesOf({ packages = [] }: ToolAnswer): readonly (readonly string[])[] {
  return packages.map(({ name, level, findings }) => [name, level, ...findings.map(({ rule }) => rule)]);
}
