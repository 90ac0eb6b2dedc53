'use strict';
// eslint-disable-next-line @typescript-eslint/no-require-imports
const vscode = require('vscode');

/** Must be the vendor that the manifest contributes: the editor knows no other. */
const VENDOR = 'package-risk-test';

/** What the tests register comes from an extension, as models do: the tests themselves are none. */
exports.activate = (context) => ({
  register(provider) {
    const registration = vscode.lm.registerLanguageModelChatProvider(VENDOR, provider);
    context.subscriptions.push(registration);
    return registration;
  },
});
