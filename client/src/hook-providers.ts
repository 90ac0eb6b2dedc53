import {
  CodeAction,
  CodeActionKind,
  type CodeActionProvider,
  type Diagnostic,
  Disposable,
  Hover,
  type HoverProvider,
  languages,
  MarkdownString,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { COMMANDS, type DiagnosticData } from '../../server/src/protocol/messages.js';
import {
  HOOK_HOVER_REQUEST,
  HOOK_PATTERNS,
  type HookHoverParams,
  type HookHoverResult,
} from '../../server/src/protocol/repository.js';
import { t } from './l10n.js';

const SELECTOR = HOOK_PATTERNS.map((pattern) => ({ scheme: 'file', pattern }));

/** Hovers and acceptance over what the folder makes other programs run. The server reads these files from the disk, where they run from. */
export function registerHooks(client: LanguageClient): Disposable {
  return Disposable.from(
    languages.registerHoverProvider(SELECTOR, hoverProvider(client)),
    languages.registerCodeActionsProvider(SELECTOR, ACTIONS, { providedCodeActionKinds: [CodeActionKind.QuickFix] }),
  );
}

function hoverProvider(client: LanguageClient): HoverProvider {
  return {
    async provideHover({ uri, isDirty }, { line, character }, token) {
      // What is written and not saved stands elsewhere on the disk.
      if (isDirty || !client.isRunning()) return undefined;
      const params: HookHoverParams = { uri: client.code2ProtocolConverter.asUri(uri), line, character };
      const { markdown, range } = await client.sendRequest<HookHoverResult>(HOOK_HOVER_REQUEST, params, token);
      if (markdown === undefined || range === undefined) return undefined;
      return new Hover(new MarkdownString(markdown, true), client.protocol2CodeConverter.asRange(range));
    },
  };
}

const ACTIONS: CodeActionProvider = {
  provideCodeActions(_document, _range, { diagnostics }) {
    return diagnostics.flatMap((diagnostic) => {
      const pointer = hookOf(diagnostic);
      return pointer === undefined ? [] : [acceptance(diagnostic, pointer)];
    });
  },
};

/** The library keeps what the server has put into a diagnostic. */
function hookOf(diagnostic: Diagnostic): DiagnosticData | undefined {
  const { data } = diagnostic as { readonly data?: unknown };
  const isOurs = typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'packageRisk';
  return isOurs && (data as DiagnosticData).isHook === true ? (data as DiagnosticData) : undefined;
}

function acceptance(diagnostic: Diagnostic, pointer: DiagnosticData): CodeAction {
  const action = new CodeAction(t('Accept {rule} here…', { rule: pointer.rule }), CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.command = { command: COMMANDS.acceptFinding, title: action.title, arguments: [pointer] };
  return action;
}
