import { type Uri, ViewColumn, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { RISKS_REQUEST, type RisksResult } from '../../../server/src/protocol/risk-view.js';
import { showLine } from '../risk-view/actions.js';

/** Shows the line of a manifest that declares a name, as it is by now; the manifest alone where there is none any more. */
export async function revealLine(client: LanguageClient, manifest: Uri, line: string): Promise<void> {
  const uri = client.code2ProtocolConverter.asUri(manifest);
  // Where nobody has looked at the risk view, manifests that are not open are not judged.
  await workspace.openTextDocument(manifest);
  const { projects } = await client.sendRequest<RisksResult>(RISKS_REQUEST);
  const about = projects.find((one) => one.uri === uri)?.packages.find((one) => one.line === line);
  if (about === undefined) await window.showTextDocument(manifest, { viewColumn: ViewColumn.Beside, preview: true });
  else await showLine(uri, about, ViewColumn.Beside);
}
