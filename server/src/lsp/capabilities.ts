import {
  CodeActionKind,
  MarkupKind,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { FIX_ALL_KIND } from '../features/fix-all.js';

/** Names our diagnostics among those that an editor pulls. */
const DIAGNOSTIC_IDENTIFIER = 'packageRisk';

/** What begins a name or a version, and what stands in the middle of one that editors take for the end of a word. */
const COMPLETION_TRIGGERS = ['"', "'", '@', '/', '^', '~', '.', '-', ':'];

/** What of the editor's abilities makes a difference here. */
export interface ClientFeatures {
  /** It asks for diagnostics, and can be told to ask again. Otherwise they are sent. */
  readonly pullsDiagnostics: boolean;
  readonly configuration: boolean;
  readonly configurationRegistration: boolean;
  /** It can be asked to tell of changes of certain files. */
  readonly fileWatching: boolean;
  /** It tells of folders that come and go. */
  readonly workspaceFolders: boolean;
  readonly markdownHover: boolean;
  readonly versionedEdits: boolean;
  /** Edits may create files. */
  readonly fileCreation: boolean;
  /** Edits may say what they are for, and have to be confirmed. */
  readonly changeAnnotations: boolean;
  /** A fix's edit may be looked up once it is chosen. */
  readonly lazyEdits: boolean;
  /** It can be told to ask again for what stands between and behind the lines. */
  readonly refreshesCodeLenses: boolean;
  readonly refreshesInlayHints: boolean;
  /** Entries of a list may have a second column. */
  readonly completionLabels: boolean;
  readonly completionSnippets: boolean;
}

export function clientFeatures(client: ClientCapabilities): ClientFeatures {
  return {
    ...documentFeatures(client),
    ...configurationFeatures(client),
    ...editFeatures(client),
    ...viewFeatures(client),
  };
}

function documentFeatures({
  textDocument,
  workspace,
}: ClientCapabilities): Pick<ClientFeatures, 'pullsDiagnostics' | 'markdownHover'> {
  return {
    // Facts arrive after the first answer: an editor that cannot be told to ask again is better served by sending.
    pullsDiagnostics: textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
  };
}

function configurationFeatures({
  workspace,
}: ClientCapabilities): Pick<
  ClientFeatures,
  'configuration' | 'configurationRegistration' | 'fileWatching' | 'workspaceFolders'
> {
  return {
    configuration: workspace?.configuration === true,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    fileWatching:
      workspace?.didChangeWatchedFiles?.dynamicRegistration === true &&
      workspace.didChangeWatchedFiles.relativePatternSupport === true,
    workspaceFolders: workspace?.workspaceFolders === true,
  };
}

function editFeatures({
  workspace,
  textDocument,
}: ClientCapabilities): Pick<ClientFeatures, 'versionedEdits' | 'fileCreation' | 'changeAnnotations' | 'lazyEdits'> {
  const { documentChanges, resourceOperations, changeAnnotationSupport } = workspace?.workspaceEdit ?? {};
  const { dataSupport, resolveSupport } = textDocument?.codeAction ?? {};
  return {
    versionedEdits: documentChanges === true,
    fileCreation: documentChanges === true && resourceOperations?.includes('create') === true,
    changeAnnotations: documentChanges === true && changeAnnotationSupport !== undefined,
    lazyEdits: dataSupport === true && resolveSupport?.properties.includes('edit') === true,
  };
}

function viewFeatures({
  workspace,
  textDocument,
}: ClientCapabilities): Pick<
  ClientFeatures,
  'refreshesCodeLenses' | 'refreshesInlayHints' | 'completionLabels' | 'completionSnippets'
> {
  const { labelDetailsSupport, snippetSupport } = textDocument?.completion?.completionItem ?? {};
  return {
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    completionLabels: labelDetailsSupport === true,
    completionSnippets: snippetSupport === true,
  };
}

export function serverCapabilities(client: ClientFeatures): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    hoverProvider: true,
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND],
      resolveProvider: client.lazyEdits,
    },
    codeLensProvider: {},
    inlayHintProvider: {},
    documentLinkProvider: {},
    completionProvider: { triggerCharacters: COMPLETION_TRIGGERS, resolveProvider: true },
    ...(client.pullsDiagnostics
      ? {
          diagnosticProvider: {
            identifier: DIAGNOSTIC_IDENTIFIER,
            interFileDependencies: true,
            workspaceDiagnostics: false,
          },
        }
      : {}),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
