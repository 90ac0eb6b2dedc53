import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { readContext } from '../harness/context.js';
import { connectControl } from '../harness/control.js';
import { eventually, hovers, lineOf, problemOn, problems, setText, show } from '../harness/editor.js';

/** What stands in the package at fault, as the registry of these tests holds it. */
const AT_FAULT = 'request.end(JSON.stringify(process.env));';

const SCHEME = 'package-risk-source';

describe('the code of a package that is typed into a manifest', () => {
  let document: vscode.TextDocument;
  let problem: vscode.Diagnostic;

  before(async () => {
    ({ document } = await show('package.json'));
    const text = document
      .getText()
      .replace('"code-client": "1.1.0"', '"code-client": "1.1.0",\n    "code-thief": "1.0.0"');
    await setText(document, text);
    problem = await problemOn(document.uri, lineOf(document, 'code-thief'), 'data-exfiltration');
  });

  const hoverOn = async (name: string): Promise<string> => {
    const line = lineOf(document, name);
    const place = new vscode.Position(line, document.lineAt(line).text.indexOf(name) + 1);
    const ours = (all: Awaited<ReturnType<typeof hovers>>) => all.flatMap(({ texts }) => texts).join('\n');
    return ours(
      await eventually(
        () => hovers(document.uri, place),
        (all) => ours(all).includes('Can '),
      ),
    );
  };

  it('is a problem before anything is installed', () => {
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
  });

  it('is shown where the problem says that it stands', async () => {
    const places = (problem.relatedInformation ?? []).filter(({ location }) => location.uri.scheme === SCHEME);
    const texts = await Promise.all(
      places.map(async ({ location: { uri, range } }) => {
        const opened = await vscode.workspace.openTextDocument(uri);
        return opened.lineAt(range.start.line).text.slice(range.start.character);
      }),
    );
    assert.ok(
      texts.some((text) => AT_FAULT.includes(text) && text !== ''),
      JSON.stringify(texts),
    );
    assert.equal(places[0]?.location.uri.path, '/code-thief@1.0.0/lib/send.js');
  });

  it('opens from the hover, at its line, and cannot be changed', async () => {
    const text = await hoverOn('code-thief');
    const [, argument] = /\(command:packageRisk\.openSource\?([^)]+)\)/.exec(text) ?? [];
    assert.ok(argument, text);
    const [params] = JSON.parse(decodeURIComponent(argument)) as readonly [{ readonly line: number }];
    await vscode.commands.executeCommand('packageRisk.openSource', params);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.scheme, SCHEME);
    assert.equal(editor.selection.active.line, params.line - 1);
    assert.equal(editor.document.languageId, 'package-risk-code');
    const before = editor.document.getText();
    assert.ok(before.includes(AT_FAULT) && before.includes('// hidden: \\u{200b}'), before);
    await vscode.commands.executeCommand('type', { text: 'x' });
    assert.equal(editor.document.getText(), before);
    assert.ok(!editor.document.isDirty);
  });

  it('has no addresses to click on', () => {
    const [place] = (problem.relatedInformation ?? []).filter(({ location }) => location.uri.scheme === SCHEME);
    assert.ok(place);
    const configuration = vscode.workspace.getConfiguration('editor', {
      uri: place.location.uri,
      languageId: 'package-risk-code',
    });
    assert.equal(configuration.get('links'), false);
  });

  it('that is known no more is told in a sentence', async () => {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: '/code-thief@1.0.0/lib/send.js', query: 'ffff' });
    const opened = await vscode.workspace.openTextDocument(uri);
    assert.match(opened.getText(), /^This file is no longer known here/);
  });

  it('tells in the hover what an honest package can do, and makes no problem of it', async () => {
    await show('package.json');
    const text = await hoverOn('code-client');
    assert.match(text, /Can \[send requests\]\(command:packageRisk\.openSource\?[^)]+\), .*read the environment/);
    assert.match(text, /Since `1\.0\.0`: .*can now start programs/);
    assert.ok(problems(document.uri).every(({ range }) => range.start.line !== lineOf(document, 'code-client')));
  });

  it('is compared with another version, the riskiest change first and in view', async () => {
    const editor = await show('package.json');
    const place = new vscode.Position(lineOf(document, 'code-client'), 6);
    editor.selection = new vscode.Selection(place, place);
    const done = vscode.commands.executeCommand('packageRisk.compareVersions');
    await connectControl(readContext().controlUrl).answerInput('Compare code-client 1.1.0 with', 'the version before');
    await done;
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    assert.equal(tab?.label, 'code-client 1.0.0 → 1.1.0 (3 files)');
    const shown = await eventually(
      () => vscode.window.visibleTextEditors.filter(({ document: { uri } }) => uri.scheme === SCHEME),
      (all) => all.length >= 4,
    );
    const texts = shown.map(({ document: { uri } }) => uri.path);
    assert.deepEqual(texts.slice(0, 2), ['/code-client@1.0.0/index.js', '/code-client@1.1.0/index.js']);
    const after = shown.find(({ document: { uri } }) => uri.path === '/code-client@1.1.0/index.js');
    const risky = after?.document.lineAt(after.selection.active.line).text;
    assert.match(risky ?? '', /require\('child_process'\)/);
  });
});
