import { commands, env, Range, Selection, TextEditorRevealType, Uri, type ViewColumn, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { OPEN_SOURCE_COMMAND } from '../../../server/src/protocol/messages.js';
import type { RiskPackage } from '../../../server/src/protocol/risk-view.js';
import { acceptFinding } from '../accept-finding.js';
import type { RiskNode } from './nodes.js';

/** Shows the line that a node is about. */
export async function reveal(node: RiskNode): Promise<void> {
  if (node.kind === 'package' || node.kind === 'path' || node.kind === 'finding') await showLine(node.uri, node.about);
}

/** @param uri of the file */
export async function showLine(
  uri: string,
  { range: { start, end } }: Pick<RiskPackage, 'range'>,
  viewColumn?: ViewColumn,
): Promise<void> {
  const range = new Range(start.line, start.character, end.line, end.character);
  const editor = await window.showTextDocument(Uri.parse(uri, true), { preview: true, viewColumn });
  editor.selection = new Selection(range.start, range.start);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Opens the menu of fixes on that line: the same that the light bulb there has. */
export async function fix(node: RiskNode): Promise<void> {
  await reveal(node);
  await commands.executeCommand('editor.action.quickFix');
}

export async function accept(client: LanguageClient, node: RiskNode): Promise<void> {
  if (node.kind !== 'finding') return;
  // Only what is open is judged for an acceptance.
  await reveal(node);
  await acceptFinding(client, node.finding.pointer);
}

export async function openEvidence(node: RiskNode): Promise<void> {
  if (node.kind !== 'evidence') return;
  const { source, url, place } = node.evidence;
  if (source !== undefined) await commands.executeCommand(OPEN_SOURCE_COMMAND, source);
  else if (place !== undefined) await showLine(place.uri, place);
  else if (url !== undefined) await env.openExternal(Uri.parse(url, true));
}
