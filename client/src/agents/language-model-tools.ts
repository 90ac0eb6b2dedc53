import {
  type Disposable,
  type ExtensionContext,
  LanguageModelTextPart,
  type LanguageModelTool,
  LanguageModelToolResult,
  lm,
  workspace,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  AGENT_TOOL_REQUEST,
  type AgentToolParams,
  type AgentToolResult,
  TOOL_PREFIX,
} from '../../../server/src/protocol/agents.js';
import { t } from '../l10n.js';

/** Gives the editor's language models the tools that the manifest contributes; the server answers. */
export function registerLanguageModelTools(client: LanguageClient, context: ExtensionContext): readonly Disposable[] {
  const { contributes } = context.extension.packageJSON as {
    readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] };
  };
  return contributes.languageModelTools.map(({ name }) => lm.registerTool(name, toolOf(client, name)));
}

function toolOf(client: LanguageClient, name: string): LanguageModelTool<unknown> {
  return {
    // What a model has asked about is of its making: it stands in no message.
    prepareInvocation: () => ({ invocationMessage: t('Judging npm packages') }),
    async invoke({ input }, token) {
      const params: AgentToolParams = {
        tool: name.slice(TOOL_PREFIX.length),
        input,
        folders: (workspace.workspaceFolders ?? []).map(({ uri }) => client.code2ProtocolConverter.asUri(uri)),
      };
      const { text } = await client.sendRequest<AgentToolResult>(AGENT_TOOL_REQUEST, params, token);
      return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
    },
  };
}
