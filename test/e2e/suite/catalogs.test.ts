import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { connectControl } from '../harness/control.js';
import { readContext } from '../harness/context.js';
import {
  eventually,
  problemOn,
  problems,
  problemsWhen,
  rangeOfText,
  revert,
  ruleOf,
  show,
  workspaceFile,
} from '../harness/editor.js';
import { hoverText, relatedPlaces, showProblem, type ShownProblem } from '../harness/places.js';
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

  function hoverOnCart({ uri }: vscode.TextDocument, place: vscode.Position): Promise<string> {
    return eventually(
      () => hoverText(uri, place),
      (text) => text.includes('shop-cart'),
    );
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
    const { document, problem: found } = await showProblem(CATALOG, RULE, '^1.0.0', 'shop-cart: ');
    const version = rangeOfText(document, '^1.0.0', 'shop-cart: ');
    assert.deepEqual(found.range, version);
    assert.match(found.message, /^shop-cart 1\.0\.0 has a known vulnerability: Prices can be changed by the customer/);
    const legacy = rangeOfText(document, '1.0.0', 'shop-forms: ');
    await problemOn(document.uri, legacy.start.line, 'deprecated');
    const bringing = rangeOfText(document, '^4.17.0', 'deep-web: ');
    await problemOn(document.uri, bringing.start.line, RULE);
    const lines = problems(document.uri).map(({ range }) => range.start.line);
    assert.deepEqual(
      lines.sort((a, b) => a - b),
      [version, bringing, legacy].map(({ start }) => start.line),
    );
  });

  it('shows the same on the line of a member, with the way to the catalog', async () => {
    const { document, problem: found } = await showProblem(MEMBER, RULE, '"shop-cart"');
    assert.deepEqual(found.range, rangeOfText(document, '"catalog:"', '"shop-cart": '));
    assert.deepEqual((await relatedPlaces(found))[0], {
      message: 'the catalog asks for ^1.0.0 here',
      path: workspaceFile(CATALOG).path,
      text: 'shop-cart: ^1.0.0',
    });
  });

  it('tells over both lines which version is judged, and where that comes from', async () => {
    const { document: catalog } = await showProblem(CATALOG, RULE, 'shop-cart: ^1.0.0');
    const entry = rangeOfText(catalog, 'shop-cart: ^1.0.0');
    assert.match(
      await hoverOnCart(catalog, entry.start),
      /Declared `\^1\.0\.0` → judged `1\.0\.0` \(from the lockfile\)/,
    );
    assert.match(await hoverOnCart(catalog, entry.start), /Used by `packages\/api`, `packages\/web`/);
    const { document: member } = await showProblem(MEMBER, RULE, '"shop-cart"');
    const line = rangeOfText(member, '"shop-cart": "catalog:"');
    assert.match(
      await hoverOnCart(member, line.start),
      /Declared `catalog:` → `\^1\.0\.0` in pnpm-workspace\.yaml → judged `1\.0\.0` \(from the lockfile\)/,
    );
  });

  it("fixes a member's line in the catalog, after the edit was looked at", async () => {
    const { document: catalog } = await show(CATALOG);
    const before = catalog.getText();
    const { document: member, problem } = await showProblem(MEMBER, RULE, '"shop-cart"');
    const memberBefore = member.getText();
    const action = await upgradeOf(member, problem.range);
    assert.match(action.title, /^Upgrade shop-cart to 1\.0\.1 \(lowest safe version\) in pnpm-workspace\.yaml/);
    await preview(control, action, catalog, 'apply');
    assert.equal(catalog.getText(), before.replace('shop-cart: ^1.0.0', 'shop-cart: ^1.0.1'));
    assert.equal(member.getText(), memberBefore);
    await problemsWhen(member.uri, (all) => !all.some((one) => ruleOf(one) === RULE));
  });

  it('fixes an entry in its own line at once', async () => {
    const { document, problem } = await showProblem(CATALOG, RULE, 'shop-cart: ^1.0.0');
    const before = document.getText();
    await choose(await upgradeOf(document, problem.range));
    assert.equal(document.getText(), before.replace('shop-cart: ^1.0.0', 'shop-cart: ^1.0.1'));
    const isOfCart = ({ message }: vscode.Diagnostic): boolean => message.startsWith('shop-cart');
    await problemsWhen(document.uri, (all) => !all.some((one) => ruleOf(one) === RULE && isOfCart(one)));
  });

  it('raises an entry for what it brings in, from the line of one member for all that refer to it', async () => {
    const { document: catalog } = await show(CATALOG);
    const before = catalog.getText();
    const { document: till } = await showProblem('packages/till/package.json', RULE, '"deep-web"');
    const { document: desk, problem } = await showProblem('packages/desk/package.json', RULE, '"deep-web"');
    const deskBefore = desk.getText();
    assert.match(problem.message, /^deep-web brings in deep-qs 6\.7\.0, which has a known vulnerability/);
    const action = await quickFixAt(desk.uri, problem.range, /^Upgrade deep-web to 4\.17\.3/);
    assert.equal(
      action.title,
      'Upgrade deep-web to 4.17.3 (lowest safe version without deep-qs 6.7.0) in pnpm-workspace.yaml',
    );
    // What goes and what comes stand side by side.
    assert.match(await preview(control, action, catalog, 'apply'), /deep-web: \^4\.17\.0\^4\.17\.3/);
    assert.equal(catalog.getText(), before.replace('deep-web: ^4.17.0', 'deep-web: ^4.17.3'));
    assert.equal(desk.getText(), deskBefore);
    for (const { uri } of [desk, till]) await problemsWhen(uri, (all) => !all.some((one) => ruleOf(one) === RULE));
  });

  describe('has on the line of a member that brings in a package at risk', () => {
    const bringsIn = (): Promise<ShownProblem> => showProblem(API, RULE, '"deep-api"');

    it('what is wrong with that package, the way to it, and its place in the lockfile', async () => {
      const { problem: found } = await bringsIn();
      assert.match(
        found.message,
        /^deep-api brings in deep-xml 1\.0\.0, which has a known vulnerability: Entities can /,
      );
      const [related] = await relatedPlaces(found);
      assert.equal(related?.message, 'locked here: deep-api > deep-xml@1.0.0');
      assert.ok(related.path.endsWith('/workspace/pnpm-lock.yaml'), related.path);
      assert.equal(related.text.trim(), 'deep-xml@1.0.0:');
    });

    it('an override in the file that this version of pnpm reads, made after it was looked at', async () => {
      const { document: catalog } = await show(CATALOG);
      const before = catalog.getText();
      const { document: member, problem } = await bringsIn();
      const memberBefore = member.getText();
      const action = await quickFixAt(member.uri, problem.range, /^Override deep-xml to 1\.0\.1 /);
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
    const { document: lockfile } = await showProblem('pnpm-lock.yaml', RULE, 'deep-xml@1.0.0:');
    const stated = rangeOfText(lockfile, 'deep-xml@1.0.0:');
    for (const place of [stated, rangeOfText(lockfile, 'deep-xml@1.0.0:', 'snapshots:')]) {
      const texts = await hoverText(lockfile.uri, place.start.translate(0, 3));
      assert.match(texts, /^\$\(error\) \*\*High: deep-xml 1\.0\.0 has a known vulnerability/);
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
