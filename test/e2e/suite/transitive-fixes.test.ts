import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { connectControl } from '../harness/control.js';
import { readContext } from '../harness/context.js';
import {
  eventually,
  lineOf,
  problemOn,
  problems,
  problemsWhen,
  revert,
  ruleOf,
  setText,
  show,
} from '../harness/editor.js';
import { choose, preview, quickFixAt, quickFixesAt } from '../harness/quick-fixes.js';

const RULE = 'known-vulnerability';

describe('fixes of what a line brings in', () => {
  const control = connectControl(readContext().controlUrl);
  let document: vscode.TextDocument;

  function actionsFor(place: vscode.Range, in_ = document): Promise<readonly vscode.CodeAction[]> {
    return quickFixesAt(in_.uri, place);
  }

  function actionFor(name: string, title: RegExp): Promise<vscode.CodeAction> {
    return quickFixAt(document.uri, document.lineAt(lineOf(document, name)).range, title);
  }

  /** What was said, also where the editor shows no message of its own accord. */
  async function said(): Promise<readonly string[]> {
    await vscode.commands.executeCommand('notifications.showList');
    return await control.notifications();
  }

  beforeEach(async () => {
    ({ document } = await show('package.json'));
    await problemOn(document.uri, lineOf(document, 'deep-web'), RULE);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    await show('package.json');
    await revert();
  });

  it("raise the line's own version where a newer one no longer brings it in, and prefer that", async () => {
    const action = await actionFor(
      'deep-web',
      /^Upgrade deep-web to 4\.17\.3 \(lowest safe version without deep-qs 6\.7\.0\)$/,
    );
    assert.equal(action.isPreferred, true);
    const before = document.getText();
    await choose(action);
    assert.equal(document.getText(), before.replace('"deep-web": "^4.17.0"', '"deep-web": "^4.17.3"'));
    const line = lineOf(document, 'deep-web');
    const found = await problemsWhen(document.uri, (all) => !all.some((one) => isOn(one, line, RULE)));
    assert.ok(
      found.some((one) => isOn(one, line, 'lockfile-mismatch')),
      'it says that an install is due',
    );
  });

  it('override where no version of the line will do, and show the edit before it is made', async () => {
    const action = await actionFor('deep-api', /^Override deep-xml to 1\.0\.1 /);
    assert.match(action.title, /\(lowest safe version, outside what deep-api asks for\)$/);
    const titles = (await actionsFor(document.lineAt(lineOf(document, 'deep-api')).range)).map(({ title }) => title);
    assert.ok(!titles.some((title) => title.startsWith('Upgrade deep-api')), titles.join(' | '));
    const before = document.getText();
    const shown = await preview(control, action, document, 'apply');
    assert.match(shown, /"deep-xml": "1\.0\.1"/);
    const expected = before.replace(
      '"^4.17.0"\n  }\n',
      '"^4.17.0"\n  },\n  "overrides": {\n    "deep-xml": "1.0.1"\n  }\n',
    );
    assert.equal(document.getText(), expected);
    const line = lineOf(document, 'deep-api');
    const found = await problemsWhen(document.uri, (all) => !all.some((one) => isOn(one, line, RULE)));
    assert.ok(
      found.some((one) => isOn(one, lineOf(document, 'deep-xml'), 'lockfile-mismatch')),
      'it says that an install is due',
    );
  });

  it('change nothing where the preview is discarded, and do not complain', async () => {
    const before = document.getText();
    await preview(control, await actionFor('deep-api', /^Override deep-xml/), document, 'discard');
    assert.equal(document.getText(), before);
    assert.deepEqual(await said(), []);
  });

  it('change nothing when the text has changed since they were offered', async () => {
    const action = await actionFor('deep-api', /^Override deep-xml/);
    const changed = document.getText().replace('"private": true,\n', '');
    await setText(document, changed);
    await choose(action);
    assert.equal(document.getText(), changed);
    await eventually(said, (texts) => texts.some((text) => text.includes('has changed since')));
  });

  it('end with the command that makes them real, which is put into a terminal and not run', async () => {
    const opened = new Promise<vscode.Terminal>((resolve) => {
      const listener = vscode.window.onDidOpenTerminal((terminal) => {
        listener.dispose();
        resolve(terminal);
      });
    });
    await choose(await actionFor('deep-web', /^Upgrade deep-web to 4\.17\.3/));
    await eventually(said, (texts) => texts.some((text) => text.includes('run "npm install"')));
    await control.pressButton('Put It into a Terminal');
    const terminal = await opened;
    assert.equal(terminal.name, 'Package Risk');
    const { cwd } = terminal.creationOptions as vscode.TerminalOptions;
    assert.equal(String(cwd), vscode.workspace.workspaceFolders?.[0]?.uri.fsPath);
    terminal.dispose();
  });

  it('are offered on the entry of the lockfile too, as edits of the manifest', async () => {
    const { document: lockfile } = await show('package-lock.json');
    await problemsWhen(lockfile.uri, (all) => all.some((one) => ruleOf(one) === RULE));
    const problem = problems(lockfile.uri).find((one) => one.message.includes('deep-xml'));
    assert.ok(problem);
    const actions = await actionsFor(problem.range, lockfile);
    const action = actions.find(({ title }) => title.startsWith('Override deep-xml to 1.0.1'));
    assert.ok(action, actions.map(({ title }) => title).join(' | '));
    const before = lockfile.getText();
    const shown = await preview(control, action, document, 'apply');
    assert.match(shown, /package\.json/);
    assert.match(document.getText(), /"overrides": \{\n {4}"deep-xml": "1\.0\.1"/);
    assert.equal(lockfile.getText(), before, 'the lockfile is never rewritten');
  });
});

function isOn(problem: vscode.Diagnostic, line: number, rule: string): boolean {
  return problem.range.start.line === line && ruleOf(problem) === rule;
}
