import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { connectControl } from '../harness/control.js';
import { readContext } from '../harness/context.js';
import {
  eventually,
  hovers,
  lineOf,
  problemOn,
  problems,
  problemsWhen,
  rangeOfText,
  revert,
  ruleOf,
  show,
  workspaceFile,
} from '../harness/editor.js';
import { choose, preview, quickFixAt } from '../harness/quick-fixes.js';

const CATALOG = 'pnpm-workspace.yaml';
const MEMBER = 'packages/web/package.json';
const API = 'packages/api/package.json';
const RULE = 'known-vulnerability';

describe('a pnpm workspace with catalogs', () => {
  const control = connectControl(readContext().controlUrl);

  function upgradeOf(document: vscode.TextDocument, place: vscode.Range): Promise<vscode.CodeAction> {
    return quickFixAt(document.uri, place, /^Upgrade shop-cart to 1\.0\.1/);
  }

  async function hoverText(uri: vscode.Uri, place: vscode.Position): Promise<string> {
    const found = await eventually(
      () => hovers(uri, place),
      (all) => all.some(({ texts }) => texts.some((text) => text.includes('shop-cart'))),
    );
    return found.flatMap(({ texts }) => texts).join('\n');
  }

  afterEach(async () => {
    // The editor changes its own settings at times; those are not of these tests' making.
    const isOfProject = ({ uri }: vscode.TextDocument): boolean =>
      vscode.workspace.getWorkspaceFolder(uri) !== undefined;
    const changed = vscode.workspace.textDocuments.filter((one) => one.isDirty && isOfProject(one));
    for (const document of changed) {
      await vscode.window.showTextDocument(document);
      await revert();
    }
  });

  it('shows what is wrong with an entry where the catalog is declared', async () => {
    const { document } = await show(CATALOG);
    const version = rangeOfText(document, '^1.0.0', 'shop-cart: ');
    const found = await problemOn(document.uri, version.start.line, RULE);
    assert.deepEqual(found.range, version);
    assert.match(found.message, /^shop-cart 1\.0\.0 has a known vulnerability: Prices can be changed by the customer/);
    const legacy = rangeOfText(document, '1.0.0', 'shop-forms: ');
    await problemOn(document.uri, legacy.start.line, 'deprecated');
    const lines = problems(document.uri).map(({ range }) => range.start.line);
    assert.deepEqual(lines, [version.start.line, legacy.start.line]);
  });

  it('shows the same on the line of a member, with the way to the catalog', async () => {
    const { document } = await show(MEMBER);
    const found = await problemOn(document.uri, lineOf(document, 'shop-cart'), RULE);
    assert.deepEqual(found.range, rangeOfText(document, '"catalog:"', '"shop-cart": '));
    const [related] = found.relatedInformation ?? [];
    const catalog = await vscode.workspace.openTextDocument(workspaceFile(CATALOG));
    assert.equal(related?.location.uri.toString(), catalog.uri.toString());
    assert.deepEqual(related.location.range, rangeOfText(catalog, 'shop-cart: ^1.0.0'));
    assert.equal(related.message, 'the catalog asks for ^1.0.0 here');
  });

  it('tells over both lines which version is judged, and where that comes from', async () => {
    const { document: catalog } = await show(CATALOG);
    const entry = rangeOfText(catalog, 'shop-cart: ^1.0.0');
    await problemOn(catalog.uri, entry.start.line, RULE);
    assert.match(
      await hoverText(catalog.uri, entry.start),
      /Declared `\^1\.0\.0` → judged `1\.0\.0` \(from the lockfile\)/,
    );
    assert.match(await hoverText(catalog.uri, entry.start), /Used by `packages\/api`, `packages\/web`/);
    const { document: member } = await show(MEMBER);
    const line = rangeOfText(member, '"shop-cart": "catalog:"');
    await problemOn(member.uri, line.start.line, RULE);
    assert.match(
      await hoverText(member.uri, line.start),
      /Declared `catalog:` → `\^1\.0\.0` in pnpm-workspace\.yaml → judged `1\.0\.0` \(from the lockfile\)/,
    );
  });

  it("fixes a member's line in the catalog, after the edit was looked at", async () => {
    const { document: catalog } = await show(CATALOG);
    const before = catalog.getText();
    const { document: member } = await show(MEMBER);
    const line = rangeOfText(member, '"shop-cart": "catalog:"');
    await problemOn(member.uri, line.start.line, RULE);
    const memberBefore = member.getText();
    const action = await upgradeOf(member, line);
    assert.match(action.title, /^Upgrade shop-cart to 1\.0\.1 \(lowest safe version\) in pnpm-workspace\.yaml/);
    await preview(control, action, catalog, 'apply');
    assert.equal(catalog.getText(), before.replace('shop-cart: ^1.0.0', 'shop-cart: ^1.0.1'));
    assert.equal(member.getText(), memberBefore);
    await problemsWhen(member.uri, (all) => !all.some((one) => ruleOf(one) === RULE));
  });

  it('fixes an entry in its own line at once', async () => {
    const { document } = await show(CATALOG);
    const before = document.getText();
    const entry = rangeOfText(document, 'shop-cart: ^1.0.0');
    await problemOn(document.uri, entry.start.line, RULE);
    await choose(await upgradeOf(document, entry));
    assert.equal(document.getText(), before.replace('shop-cart: ^1.0.0', 'shop-cart: ^1.0.1'));
    await problemsWhen(document.uri, (all) => !all.some((one) => ruleOf(one) === RULE));
  });

  describe('has on the line of a member that brings in a package at risk', () => {
    const bringsIn = async (): Promise<{ document: vscode.TextDocument; found: vscode.Diagnostic }> => {
      const { document } = await show(API);
      return { document, found: await problemOn(document.uri, lineOf(document, 'deep-api'), RULE) };
    };

    it('what is wrong with that package, the way to it, and its place in the lockfile', async () => {
      const { found } = await bringsIn();
      assert.match(
        found.message,
        /^deep-api brings in deep-xml 1\.0\.0, which has a known vulnerability: Entities can /,
      );
      const [related] = found.relatedInformation ?? [];
      assert.equal(related?.message, 'locked here: deep-api > deep-xml@1.0.0');
      const lockfile = await vscode.workspace.openTextDocument(related.location.uri);
      assert.ok(lockfile.uri.path.endsWith('/workspace/pnpm-lock.yaml'), lockfile.uri.path);
      assert.equal(lockfile.getText(related.location.range).trim(), 'deep-xml@1.0.0:');
    });

    it('an override in the file that this version of pnpm reads, made after it was looked at', async () => {
      const { document: catalog } = await show(CATALOG);
      const before = catalog.getText();
      const { document: member } = await bringsIn();
      const memberBefore = member.getText();
      const place = member.lineAt(lineOf(member, 'deep-api')).range;
      const action = await quickFixAt(member.uri, place, /^Override deep-xml to 1\.0\.1 /);
      assert.match(await preview(control, action, catalog, 'apply'), /deep-xml: 1\.0\.1/);
      assert.equal(catalog.getText(), `${before}\noverrides:\n  deep-xml: 1.0.1\n`);
      assert.equal(member.getText(), memberBefore);
      await problemsWhen(
        member.uri,
        (all) => !all.some((one) => ruleOf(one) === RULE && one.message.includes('deep-')),
      );
    });
  });

  it('tells the whole case of an entry of pnpm-lock.yaml in a hover, also where its dependencies stand', async () => {
    const { document: lockfile } = await show('pnpm-lock.yaml');
    const stated = rangeOfText(lockfile, 'deep-xml@1.0.0:');
    await problemOn(lockfile.uri, stated.start.line, RULE);
    for (const place of [stated, rangeOfText(lockfile, 'deep-xml@1.0.0:', 'snapshots:')]) {
      const texts = (await hovers(lockfile.uri, place.start.translate(0, 3))).flatMap((one) => one.texts).join('\n');
      assert.match(texts, /^\*\*High: deep-xml 1\.0\.0 has a known vulnerability/);
      assert.match(texts, /Brought in by `packages\/api\/package\.json`: `deep-api > deep-xml@1\.0\.0`/);
    }
  });

  it('asks no registry for a package of the workspace', async () => {
    const asked = await control.requests('registry');
    assert.ok(asked.some(({ path }) => path.includes('shop-cart')));
    assert.deepEqual(
      asked.filter(({ path }) => path.includes('shop-own')),
      [],
    );
  });
});
