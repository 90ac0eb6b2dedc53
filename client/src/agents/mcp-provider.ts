import {
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  lm,
  McpStdioServerDefinition,
  type WorkspaceFolder,
  workspace,
} from 'vscode';
import { EDITOR_VARIABLE, type EditorEnvironment } from '../../../server/src/protocol/agents.js';
import { readNetwork } from '../network.js';
import { t } from '../l10n.js';

/** As the manifest contributes it. */
const PROVIDER_ID = 'packageRisk.mcp';

/** Offers the editor's agents `package-risk mcp`, set to what the editor is set to. */
export function registerMcpProvider(context: ExtensionContext): Disposable {
  const changed = new EventEmitter<void>();
  const { version } = context.extension.packageJSON as { readonly version: string };
  const program = context.asAbsolutePath('dist/cli.cjs');
  context.subscriptions.push(
    changed,
    workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('packageRisk') || change.affectsConfiguration('http')) changed.fire();
    }),
  );
  return lm.registerMcpServerDefinitionProvider(PROVIDER_ID, {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions: () => serverDefinitions(program, version),
  });
}

/**
 * One for each folder of the window that is judged.
 *
 * @param program absolute path of the command line's bundle
 */
export function serverDefinitions(program: string, version: string): McpStdioServerDefinition[] {
  const folders = (workspace.workspaceFolders ?? []).filter(isJudged);
  return folders.map((folder) => definitionFor(folder, program, version));
}

function isJudged({ uri }: WorkspaceFolder): boolean {
  return uri.scheme === 'file' && workspace.getConfiguration('packageRisk', uri).get<boolean>('enable', true);
}

function definitionFor({ uri, name }: WorkspaceFolder, program: string, version: string): McpStdioServerDefinition {
  const trust = workspace.isTrusted ? ['--trust-project-config'] : [];
  const isOnly = workspace.workspaceFolders?.length === 1;
  const label = isOnly ? 'Package Risk' : t('Package Risk in {folder}', { folder: name });
  // The editor's own program is Node as well: users may have no other.
  const definition = new McpStdioServerDefinition(
    label,
    process.execPath,
    [program, 'mcp', uri.fsPath, ...trust],
    undefined,
    version,
  );
  definition.cwd = uri;
  definition.env = {
    ELECTRON_RUN_AS_NODE: '1',
    [EDITOR_VARIABLE]: JSON.stringify(environmentFor(uri)),
    // Certificates would be too long for a variable: Node finds the system's by itself.
    ...(workspace.getConfiguration('http').get<boolean>('systemCertificates', true) && { NODE_USE_SYSTEM_CA: '1' }),
  };
  return definition;
}

function environmentFor(uri: WorkspaceFolder['uri']): EditorEnvironment {
  const { proxy = '', noProxy = [], strictSsl } = readNetwork();
  const settings: unknown = workspace.getConfiguration(undefined, uri).get('packageRisk');
  return { settings, network: { proxy, noProxy, strictSsl } };
}
