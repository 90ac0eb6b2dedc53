import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionProvider,
  type CancellationToken,
  type Command,
  Disposable,
  type HoverProvider,
  languages,
  type Range,
  type TextDocument,
} from 'vscode';
import {
  CodeActionRequest,
  CodeActionResolveRequest,
  HoverRequest,
  type LanguageClient,
} from 'vscode-languageclient/node';
import { guardFixes } from '../guarded-fixes.js';
import { InTextSync } from './in-text-sync.js';
import { IN_TEXT_SELECTOR } from './project-files.js';

/** Hovers and fixes in documents that name packages beside manifests; problems are sent by the server. */
export function registerInText(client: LanguageClient): Disposable {
  const sync = new InTextSync(client);
  return Disposable.from(
    sync.start(),
    languages.registerHoverProvider(IN_TEXT_SELECTOR, hoverProvider(client, sync)),
    languages.registerCodeActionsProvider(IN_TEXT_SELECTOR, actionProvider(client, sync), {
      providedCodeActionKinds: [CodeActionKind.QuickFix],
    }),
  );
}

function hoverProvider(client: LanguageClient, sync: InTextSync): HoverProvider {
  return {
    async provideHover(document, position, token) {
      if (!sync.has(document)) return undefined;
      const params = client.code2ProtocolConverter.asTextDocumentPositionParams(document, position);
      const found = await client.sendRequest(HoverRequest.type, params, token);
      return client.protocol2CodeConverter.asHover(found);
    },
  };
}

function actionProvider(client: LanguageClient, sync: InTextSync): CodeActionProvider {
  return {
    async provideCodeActions(document, range, context, token) {
      if (!sync.has(document)) return undefined;
      const ask = (one: TextDocument, at: Range, about: CodeActionContext, until: CancellationToken) =>
        askForActions(client, one, at, about, until);
      const guard = guardFixes.provideCodeActions;
      return guard === undefined ? ask(document, range, context, token) : guard(document, range, context, token, ask);
    },

    async resolveCodeAction(action, token) {
      const ask = (one: CodeAction, until: CancellationToken): Promise<CodeAction> => resolved(client, one, until);
      const guard = guardFixes.resolveCodeAction;
      return guard === undefined ? ask(action, token) : guard(action, token, ask);
    },
  };
}

async function askForActions(
  client: LanguageClient,
  document: TextDocument,
  range: Range,
  context: CodeActionContext,
  token: CancellationToken,
): Promise<(Command | CodeAction)[]> {
  const { code2ProtocolConverter: toProtocol, protocol2CodeConverter: toCode } = client;
  const params = {
    textDocument: toProtocol.asTextDocumentIdentifier(document),
    range: toProtocol.asRange(range),
    context: await toProtocol.asCodeActionContext(context, token),
  };
  const found = await client.sendRequest(CodeActionRequest.type, params, token);
  return toCode.asCodeActionResult(found ?? [], token);
}

async function resolved(client: LanguageClient, action: CodeAction, token: CancellationToken): Promise<CodeAction> {
  const params = await client.code2ProtocolConverter.asCodeAction(action, token);
  const found = await client.sendRequest(CodeActionResolveRequest.type, params, token);
  return client.protocol2CodeConverter.asCodeAction(found, token);
}
