import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** The extension in `test/e2e/extensions/models`. */
const EXTENSION_ID = 'package-risk-test.models';

interface ModelsExtension {
  readonly register: (provider: vscode.LanguageModelChatProvider) => vscode.Disposable;
}

/** What a model was asked with, as far as it matters. */
export interface AskedModel {
  readonly text: string;
  /** Names of the tools that it was given. */
  readonly tools: readonly string[];
}

/** Language models that answer what the test wants. */
export interface TestModels {
  readonly asked: readonly AskedModel[];
  /** Takes them away. */
  readonly end: () => void;
}

/**
 * Makes models of these names the editor's only ones.
 *
 * @param answer to a prompt, by the model of that name; may reject
 */
export async function provideModels(
  names: readonly string[],
  answer: (prompt: string, model: string) => string | Promise<string>,
): Promise<TestModels> {
  const extension = vscode.extensions.getExtension<ModelsExtension>(EXTENSION_ID);
  assert.ok(extension, 'the extension with the models is not there');
  const { register } = await extension.activate();
  const asked: AskedModel[] = [];
  const registration = register({
    provideLanguageModelChatInformation: () => names.map(informationOf),
    provideLanguageModelChatResponse: async (model, messages, options, progress) => {
      const text = messages.map(textOf).join('\n');
      asked.push({ text, tools: (options.tools ?? []).map(({ name }) => name) });
      progress.report(new vscode.LanguageModelTextPart(await answer(text, model.name)));
    },
    provideTokenCount: (_model, text) => Promise.resolve(typeof text === 'string' ? text.length : 1),
  });
  return { asked, end: () => void registration.dispose() };
}

function informationOf(name: string): vscode.LanguageModelChatInformation {
  return {
    ...{ id: name.toLowerCase(), name, family: 'test', version: '1', maxInputTokens: 100_000, maxOutputTokens: 10_000 },
    capabilities: {},
  };
}

function textOf({ content }: vscode.LanguageModelChatRequestMessage): string {
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}
