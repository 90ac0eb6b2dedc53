import { commands, ProgressLocation, Range, type QuickPickItem, Uri, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  COMPARABLE_REQUEST,
  COMPARE_REQUEST,
  type ComparableResult,
  type ComparedFile,
  type ComparedPlace,
  type CompareParams,
  type CompareResult,
} from '../../server/src/protocol/compare.js';
import { placeAsked } from './asked-place.js';
import { t } from './l10n.js';
import { revealWhenShown } from './reveal-when-shown.js';

/** Shows all differences of several files in one editor. Any side of a file may be missing. */
const CHANGES_COMMAND = 'vscode.changes';

interface VersionItem extends QuickPickItem {
  readonly version: string;
}

/**
 * Asks which version to compare with, and shows all that has changed in one editor.
 *
 * @param argument what a link names, a node of the risk view, or nothing: then it is about the place of the cursor
 */
export async function compareVersions(client: LanguageClient, argument: unknown): Promise<void> {
  const place = placeAsked(client, argument);
  if (place === undefined) {
    complain(t('put the cursor on a dependency first.'));
    return;
  }
  const params = await choose(client, place);
  if (params !== undefined) await compare(client, params);
}

/** Undefined where there is nothing to choose from, or nothing was chosen. */
async function choose(client: LanguageClient, place: ComparedPlace): Promise<CompareParams | undefined> {
  const found = await client.sendRequest<ComparableResult>(COMPARABLE_REQUEST, place);
  const { problem, id, name = '', version = '', others = [] } = found;
  if (problem !== undefined || id === undefined) {
    complain(problem ?? t('it cannot be compared.'));
    return undefined;
  }
  const items = others.map((other): VersionItem => ({
    label: other.version,
    version: other.version,
    description: [other.what, other.age].filter((words) => words !== undefined).join(' · '),
  }));
  const title = t('Compare {name} {version} with', { name, version });
  const chosen = await window.showQuickPick(items, { title, placeHolder: t('A version'), matchOnDescription: true });
  return chosen && { id, version: chosen.version };
}

async function compare(client: LanguageClient, params: CompareParams): Promise<void> {
  const options = { location: ProgressLocation.Notification, title: t('Package Risk: comparing'), cancellable: true };
  const result = await window.withProgress(options, async (_, token): Promise<CompareResult> => {
    try {
      const answer = await client.sendRequest<CompareResult>(COMPARE_REQUEST, params, token);
      return token.isCancellationRequested ? {} : answer;
    } catch (error) {
      if (token.isCancellationRequested) return {};
      throw error;
    }
  });
  const { problem, title = '', files = [], notes = [] } = result;
  if (problem !== undefined) complain(problem);
  const message = notes.join(' ');
  if (files.length > 0) await show(title, files);
  if (message !== '') void window.showInformationMessage(`Package Risk: ${message}`);
}

async function show(title: string, files: readonly ComparedFile[]): Promise<void> {
  const resources = files.flatMap(({ before, after }) => {
    const [original, modified] = [before, after].map((uri) => (uri === undefined ? undefined : Uri.parse(uri, true)));
    const label = modified ?? original;
    return label === undefined ? [] : [[label, original, modified]];
  });
  await commands.executeCommand(CHANGES_COMMAND, title, resources);
  const [{ after, line = 1 } = {}] = files;
  if (after !== undefined) await revealWhenShown(Uri.parse(after, true), new Range(line - 1, 0, line - 1, 0));
}

function complain(message: string): void {
  void window.showWarningMessage(`Package Risk: ${message}`);
}
