import { commands, ConfigurationTarget, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { OPEN_CASE_COMMAND } from '../../../server/src/protocol/messages.js';
import {
  DOSSIER_REQUEST,
  type DossierResult,
  REVIEW_REQUEST,
  type ReviewParams,
  type ReviewResult,
} from '../../../server/src/protocol/second-opinion.js';
import { placeAsked } from '../asked-place.js';
import { t } from '../l10n.js';
import { askModel, chooseModel } from './ask-model.js';
import { modelProblem } from './model-problem.js';

/** Of this machine: no workspace can switch it on. */
const SETTING = 'secondOpinion.enable';

type Dossier = Required<Omit<DossierResult, 'problem'>>;

/**
 * Asks one of the editor's language models about a package, and shows what it makes of the case.
 *
 * @param argument what a link names, a node of the risk view, or nothing: then it is about the place of the cursor
 */
export async function secondOpinion(client: LanguageClient, argument: unknown): Promise<void> {
  const place = placeAsked(client, argument);
  if (place === undefined) {
    complain(t('put the cursor on a dependency first.'));
    return;
  }
  const { problem, ...found } = await client.sendRequest<DossierResult>(DOSSIER_REQUEST, place);
  if (!isWhole(found)) complain(problem ?? t('there is nothing to ask about.'));
  else if (await isAllowed(found)) await ask(client, found);
}

function isWhole(found: Omit<DossierResult, 'problem'>): found is Dossier {
  return [found.id, found.title, found.prompt, found.answered, found.caseId].every((part) => part !== undefined);
}

/** Says what would be sent to whom, and asks. */
async function isAllowed({ title, prompt }: Dossier): Promise<boolean> {
  const settings = workspace.getConfiguration('packageRisk');
  if (settings.get<boolean>(SETTING, false)) return true;
  const [switchOn, show] = [t('Switch on and ask'), t('Show what would be sent')];
  const explained = t(
    'a second opinion on {package} sends what was found in it (dates, and lines of its code) to a language model that you choose, on the terms of its provider. Nothing of your project is sent. This is switched off.',
    { package: title },
  );
  const choice = await window.showInformationMessage(`Package Risk: ${explained}`, switchOn, show);
  if (choice === switchOn) await settings.update(SETTING, true, ConfigurationTarget.Global);
  if (choice === show) {
    const document = await workspace.openTextDocument({ content: prompt, language: 'plaintext' });
    await window.showTextDocument(document, { preview: false });
  }
  return choice === switchOn;
}

async function ask(client: LanguageClient, { id, title, prompt, answered, caseId }: Dossier): Promise<void> {
  const model = await chooseModel(t('Second opinion on {package}', { package: title }));
  if (model === undefined) return;
  if (answered.includes(model.id)) {
    await openCase(caseId);
    return;
  }
  const answer = await askModel(model, title, prompt).catch((error: unknown) => {
    complain(modelProblem(error, t));
    return undefined;
  });
  if (answer === undefined) return;
  const params: ReviewParams = { id, model: { id: model.id, name: model.name }, answer };
  const { problem, message = '' } = await client.sendRequest<ReviewResult>(REVIEW_REQUEST, params);
  if (problem !== undefined) complain(problem);
  else void tell(message, caseId);
}

async function tell(message: string, caseId: string): Promise<void> {
  const open = t('Whole case');
  if ((await window.showInformationMessage(`Package Risk: ${message}`, open)) === open) await openCase(caseId);
}

async function openCase(id: string): Promise<void> {
  await commands.executeCommand(OPEN_CASE_COMMAND, { id });
}

function complain(message: string): void {
  void window.showWarningMessage(`Package Risk: ${message}`);
}
