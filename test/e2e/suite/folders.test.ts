import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { problemOn, problems, rangeOfText } from '../harness/editor.js';
import { relatedPlaces } from '../harness/places.js';

const RULE = 'known-vulnerability';

describe('a window with several folders', () => {
  /** Shows the manifest of one of the folders. */
  async function manifestOf(folder: string): Promise<vscode.TextDocument> {
    const found = (vscode.workspace.workspaceFolders ?? []).find(({ name }) => name === folder);
    assert.ok(found, `${folder} is not open`);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(found.uri, 'package.json'));
    // Else the next one takes its place, and closes it.
    await vscode.window.showTextDocument(document, { preview: false });
    return document;
  }

  it('judges the same line in each by the lockfile of its folder', async () => {
    const tree = await manifestOf('tree');
    const cart = await manifestOf('cart');
    const inTree = await problemOn(tree.uri, rangeOfText(tree, '"shop-server"').start.line, RULE);
    assert.match((await relatedPlaces(inTree))[0]?.path ?? '', /\/tree\/package-lock\.json$/);
    const inCart = await problemOn(cart.uri, rangeOfText(cart, '"shop-cart"').start.line, RULE);
    assert.match((await relatedPlaces(inCart))[0]?.path ?? '', /\/cart\/yarn\.lock$/);
    assert.deepEqual(problems(cart.uri), [inCart]);
  });

  it('follows the settings of each folder', async () => {
    const tree = await manifestOf('tree');
    const cart = await manifestOf('cart');
    const inTree = await problemOn(tree.uri, rangeOfText(tree, '"shop-server"').start.line, RULE);
    const inCart = await problemOn(cart.uri, rangeOfText(cart, '"shop-cart"').start.line, RULE);
    assert.equal(inTree.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(inCart.severity, vscode.DiagnosticSeverity.Information);
  });

  it('says nothing in a folder that is switched off, while the others are judged', async () => {
    const quiet = await manifestOf('quiet');
    const cart = await manifestOf('cart');
    await problemOn(cart.uri, rangeOfText(cart, '"shop-cart"').start.line, RULE);
    assert.deepEqual(problems(quiet.uri), []);
  });
});
