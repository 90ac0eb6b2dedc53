import {
  type CancellationToken,
  CancellationTokenSource,
  type LanguageModelChat,
  LanguageModelChatMessage,
  lm,
  ProgressLocation,
  type QuickPickItem,
  window,
} from 'vscode';
import { t } from '../l10n.js';

/** In UTF-16 units. What is longer is of no use to the server, and nobody waits for its end. */
const MAX_READ = 20_000;

interface ModelItem extends QuickPickItem {
  readonly model: LanguageModelChat;
}

/** The user's choice among the editor's models, where there is one. Undefined: none was chosen, or there is none. */
export async function chooseModel(title: string): Promise<LanguageModelChat | undefined> {
  const models = await lm.selectChatModels();
  const [only] = models;
  if (only === undefined) {
    void window.showWarningMessage(
      `Package Risk: ${t('no language model is set up in this editor; extensions bring them.')}`,
    );
    return undefined;
  }
  if (models.length === 1) return only;
  const items = models.map((model): ModelItem => ({
    model,
    label: model.name,
    description: [model.vendor, model.family, model.version].filter((part) => part !== '').join(' · '),
  }));
  return (await window.showQuickPick(items, { title, placeHolder: t('Which model is asked?') }))?.model;
}

/**
 * What the model answers. It is given no tools. Rejects as the editor does, and where its provider fails.
 *
 * @returns undefined where the user has cancelled it
 */
export async function askModel(model: LanguageModelChat, title: string, prompt: string): Promise<string | undefined> {
  const options = {
    location: ProgressLocation.Notification,
    title: `Package Risk: ${t('asking a language model about {package}', { package: title })}`,
    cancellable: true,
  };
  return await window.withProgress(options, async (_, token) => {
    const ending = new CancellationTokenSource();
    // A provider need not care about the token, and its stream may never end.
    const cancelled = new Promise<undefined>((resolve) => token.onCancellationRequested(() => resolve(undefined)));
    try {
      return await Promise.race([answerOf(model, title, prompt, ending.token), cancelled]);
    } finally {
      ending.cancel();
      ending.dispose();
    }
  });
}

async function answerOf(
  model: LanguageModelChat,
  title: string,
  prompt: string,
  token: CancellationToken,
): Promise<string> {
  const justification = t('To give a second opinion on {package}, as you have asked for.', { package: title });
  const { text } = await model.sendRequest([LanguageModelChatMessage.User(prompt)], { justification }, token);
  return await read(text);
}

async function read(parts: AsyncIterable<string>): Promise<string> {
  let answer = '';
  for await (const part of parts) {
    answer += part;
    if (answer.length > MAX_READ) break;
  }
  return answer;
}
