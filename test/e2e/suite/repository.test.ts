import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { readContext } from '../harness/context.js';
import { connectControl } from '../harness/control.js';
import { eventually, hovers, problems, problemsWhen, rangeOfText, ruleOf, workspaceFile } from '../harness/editor.js';

const TASKS = workspaceFile('.vscode/tasks.json');
const FONT = workspaceFile('public/fonts/fa-solid-400.woff2');

describe('a repository that does harm as soon as it is trusted', () => {
  const control = connectControl(readContext().controlUrl);
  const all = (): readonly vscode.Diagnostic[] =>
    vscode.languages
      .getDiagnostics()
      .flatMap(([, found]) => found)
      .filter(({ source }) => source === 'Package Risk');

  it('is not trusted yet', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('has its problem shown without a file being open, and nothing said of honest hooks', async () => {
    await problemsWhen(TASKS, () => problems(TASKS).length > 0);
    assert.deepEqual(vscode.window.visibleTextEditors, []);
    const [problem, ...others] = all();
    assert.ok(problem);
    assert.deepEqual(others, []);
    assert.equal(ruleOf(problem), 'download-and-run');
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    assert.match(problem.message, /^The task “env” downloads something and runs it as soon as the folder is opened/);
    assert.match(problem.message, /runs a file that is no code by its name/);
    const [related] = problem.relatedInformation ?? [];
    assert.deepEqual([related?.location.uri.path, related?.location.range.start.line], [FONT.path, 1]);
  });

  it('is told of once, with the advice not to trust it', async () => {
    const messages = await eventually(
      async () => {
        await vscode.commands.executeCommand('notifications.showList');
        return await control.notifications();
      },
      (texts) => texts.some((text) => text.includes('Do not trust this folder')),
    );
    assert.equal(messages.filter((text) => text.includes('Do not trust this folder')).length, 1);
  });

  it('has a row of its own in the risk view, which leads to the command', async () => {
    await vscode.commands.executeCommand('packageRisk.risks.focus');
    const rows = await eventually(control.treeRows, (found) => found.some((row) => row.startsWith('This repository')));
    assert.match(rows[0] ?? '', /^This repository, 1 critical/);
    await control.clickTreeRow('The task “env”');
    const editor = await eventually(
      () => vscode.window.activeTextEditor,
      (found) => found?.document.uri.toString() === TASKS.toString(),
    );
    assert.ok(editor);
    const command = rangeOfText(editor.document, '"node ./public/fonts/fa-solid-400.woff2"');
    await eventually(
      () => editor.selection.active.line,
      (line) => line === command.start.line,
    );
    assert.deepEqual(problems(TASKS)[0]?.range, command);
  });

  it('tells in a hover over the command what it does and what was looked into', async () => {
    const { document } = await vscode.window.showTextDocument(TASKS);
    const place = rangeOfText(document, 'fa-solid-400').start;
    const found = (await hovers(TASKS, place)).flatMap(({ texts }) => texts).join('\n');
    assert.match(found, /Critical: The task/);
    assert.match(found, /Looked into: `public\/fonts\/fa-solid-400\.woff2`/);
  });

  it('is judged anew when the file changes that its hook starts', async () => {
    await vscode.workspace.fs.writeFile(FONT, new TextEncoder().encode('wOF2'));
    await problemsWhen(TASKS, () => problems(TASKS).every((one) => ruleOf(one) !== 'download-and-run'));
    assert.deepEqual(problems(TASKS).map(ruleOf), ['disguised-code']);
  });

  it('never ran', () => {
    assert.equal(vscode.workspace.isTrusted, false);
    assert.deepEqual(vscode.tasks.taskExecutions, []);
  });
});
