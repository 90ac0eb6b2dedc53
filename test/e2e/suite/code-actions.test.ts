import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../server/src/protocol/messages.js';
import { readContext } from '../harness/context.js';
import { connectControl } from '../harness/control.js';
import {
  eventually,
  lineOf,
  problemOn,
  problemsWhen,
  revert,
  ruleOf,
  setText,
  show,
  workspaceFile,
} from '../harness/editor.js';
import { choose, quickFixesAt } from '../harness/quick-fixes.js';

/** What a fix does: whose line, which entry of the menu, and what stands in the file afterwards. */
const FIXES = [
  {
    what: 'upgrades to the lowest safe version, in the style of the line',
    name: 'shop-cart',
    rule: 'known-vulnerability',
    title: /^Upgrade shop-cart to 1\.0\.1 \(lowest safe version\)/,
    after: '"shop-cart": "^1.0.1",',
    preferred: true,
  },
  {
    what: 'upgrades to the latest safe version',
    name: 'shop-cart',
    rule: 'known-vulnerability',
    title: /^Upgrade shop-cart to 2\.0\.0 \(latest safe version, another major\)/,
    after: '"shop-cart": "^2.0.0",',
    preferred: false,
  },
  {
    what: 'goes back from malware to the last good version',
    name: 'chalk',
    rule: 'known-malware',
    title: /^Go back to chalk 5\.6\.0 \(last good version\)/,
    after: '"chalk": "5.6.0",',
    preferred: true,
  },
  {
    what: 'goes back from a version that is hours old',
    name: 'shop-today',
    rule: 'recent-release',
    title: /^Go back to shop-today 1\.0\.0 \(last good version\)/,
    after: '"shop-today": "1.0.0"',
    preferred: true,
  },
  {
    what: 'replaces a look-alike by what was meant',
    name: 'lodahs',
    rule: 'typosquat',
    title: /^Replace lodahs with lodash 4\.18\.1/,
    after: '"lodash": "^4.18.1",',
    preferred: false,
  },
  {
    what: 'replaces a deprecated package by the successor that its notice names',
    name: 'shop-forms',
    rule: 'deprecated',
    title: /^Replace shop-forms with shop-forms-next 3\.0\.0/,
    after: '"shop-forms-next": "^3.0.0",',
    preferred: false,
  },
  {
    what: 'pins what is not pinned',
    name: 'shop-any',
    rule: 'unpinned-specifier',
    title: /^Pin shop-any to 1\.2\.0/,
    after: '"shop-any": "1.2.0",',
    preferred: true,
  },
  {
    what: 'uses a version that exists',
    name: 'shop-lost',
    rule: 'version-not-found',
    title: /^Use shop-lost 1\.1\.0/,
    after: '"shop-lost": "^1.1.0"',
    preferred: false,
  },
  {
    what: 'fetches over an encrypted connection',
    name: 'shop-insecure',
    rule: 'insecure-transport',
    title: /^Use https/,
    after: '"shop-insecure": "https://registry.npm.example/shop-insecure-1.0.0.tgz",',
    preferred: false,
  },
  {
    what: 'removes a name that nobody owns',
    name: 'shop-nobodys',
    rule: 'package-not-found',
    title: /^Remove shop-nobodys from devDependencies/,
    after: undefined,
    preferred: false,
  },
] as const;

describe('quick fixes', () => {
  let document: vscode.TextDocument;

  function actionsFor(name: string): Promise<readonly vscode.CodeAction[]> {
    return quickFixesAt(document.uri, document.lineAt(lineOf(document, name)).range);
  }

  async function actionFor(name: string, title: RegExp): Promise<vscode.CodeAction> {
    const actions = await actionsFor(name);
    const action = actions.find((one) => title.test(one.title));
    assert.ok(action, `${String(title)} is not among ${actions.map((one) => one.title).join(' | ')}`);
    return action;
  }

  beforeEach(async () => {
    ({ document } = await show('package.json'));
    await problemsWhen(document.uri, (all) => all.some((one) => ruleOf(one) === 'recent-release'));
  });
  afterEach(revert);

  for (const { what, name, rule, title, after, preferred } of FIXES) {
    it(`one that ${what}`, async () => {
      const before = document.getText();
      const line = document.lineAt(lineOf(document, name)).text;
      await problemOn(document.uri, lineOf(document, name), rule);
      // A fix is only preferred once everything is known that speaks for it.
      const action = await eventually(
        () => actionFor(name, title),
        ({ isPreferred = false }) => isPreferred === preferred,
      );
      await choose(action);
      assert.equal(document.getText(), expectedText(before, line, after));
      await problemsWhen(document.uri, (all) => !all.some((one) => ruleOf(one) === rule));
    });
  }

  it('replace what nobody mends any more by a fork that is, or by a package that is documented to stand in for it', async () => {
    await setText(document, document.getText().replace('"shop-any": "*",', '"request": "^2.88.2",'));
    await problemOn(document.uri, lineOf(document, 'request'), 'known-vulnerability');
    await actionFor('request', /^Replace request with @cypress\/request 4\.0\.1 \(a maintained fork\)/);
    await choose(await actionFor('request', /^Replace request with ofetch 1\.5\.1 \(a documented replacement/));
    const line = lineOf(document, 'ofetch');
    assert.equal(document.lineAt(line).text.trim(), '"ofetch": "^1.5.1",');
    // What is left to say is that it has to be installed.
    await problemOn(document.uri, line, 'lockfile-mismatch');
  });

  it('leave comments and trailing commas where they are', async () => {
    const commented = document
      .getText()
      .replace('"shop-cart": "^1.0.0",', '// prices\n    "shop-cart": "^1.0.0", // pinned by hand')
      .replace('"shop-today": "1.0.1"', '"shop-today": "1.0.1",');
    await setText(document, commented);
    await problemOn(document.uri, lineOf(document, 'shop-cart'), 'known-vulnerability');
    const action = await actionFor('shop-cart', /^Upgrade shop-cart to 1\.0\.1/);
    await choose(action);
    assert.equal(document.getText(), commented.replace('"shop-cart": "^1.0.0"', '"shop-cart": "^1.0.1"'));
  });

  it('change nothing when the text has changed since they were offered, and say so', async () => {
    const action = await actionFor('shop-cart', /^Upgrade shop-cart to 1\.0\.1/);
    const changed = document.getText().replace('"private": true,\n', '');
    await setText(document, changed);
    await choose(action);
    assert.equal(document.getText(), changed);
    const control = connectControl(readContext().controlUrl);
    await vscode.commands.executeCommand('notifications.showList');
    await eventually(control.notifications, (texts) => texts.some((text) => text.includes('has changed since')));
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('never offer to upgrade away from malware', async () => {
    const titles = (await actionsFor('chalk')).map(({ title }) => title);
    assert.deepEqual(
      titles.filter((title) => /^(Upgrade|Accept)/.test(title)),
      [],
    );
  });

  it('accept a finding with a reason and a last day, which is written into the policy file', async () => {
    await problemOn(document.uri, lineOf(document, 'shop-images'), 'install-script');
    const action = await actionFor('shop-images', /^Accept this finding/);
    assert.equal(action.command?.command, COMMANDS.acceptFinding);
    const [pointer] = (action.command.arguments ?? []) as readonly object[];
    const answers = { reason: 'builds pictures, read by us', expires: '2099-12-31' };
    await vscode.commands.executeCommand(COMMANDS.acceptFinding, { ...pointer, ...answers });
    const policy = await vscode.workspace.openTextDocument(workspaceFile('package-risk.json'));
    assert.equal(policy.isDirty, false, 'it is saved');
    const { accept } = JSON.parse(policy.getText()) as { accept: readonly object[] };
    assert.equal(accept.length, 1);
    const expected = { package: 'shop-images@1.0.0', rule: 'install-script', ...answers };
    assert.deepEqual({ ...accept[0], ...expected }, { ...accept[0] });
    await problemsWhen(document.uri, (all) => !all.some((one) => ruleOf(one) === 'install-script'));
    await vscode.workspace.fs.delete(policy.uri);
    await problemsWhen(document.uri, (all) => all.some((one) => ruleOf(one) === 'install-script'));
  });
});

/** The text with one line changed, or without it: then the line before loses the comma that it no longer needs. */
function expectedText(before: string, line: string, after: string | undefined): string {
  if (after !== undefined) return before.replace(line, `    ${after}`);
  return before.replace(`${line}\n`, '');
}
