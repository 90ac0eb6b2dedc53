import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { readContext } from '../harness/context.js';
import { connectControl } from '../harness/control.js';
import { eventually, hovers, problems, problemsWhen, rangeOfText, ruleOf, show } from '../harness/editor.js';
import { quickFixAt } from '../harness/quick-fixes.js';

describe('an editor in German', () => {
  const control = connectControl(readContext().controlUrl);
  let document: vscode.TextDocument;
  before(async () => {
    ({ document } = await show('package.json'));
    await problemsWhen(document.uri, (all) => all.some((one) => ruleOf(one) === 'recent-release'));
  });

  it('has the commands and settings in German', () => {
    assert.equal(vscode.env.language, 'de');
    const extension = vscode.extensions.getExtension('package-risk.package-risk');
    const { contributes } = extension?.packageJSON as { readonly contributes: unknown };
    const texts = JSON.stringify(contributes);
    assert.match(texts, /"Erneut prüfen"/);
    assert.match(texts, /"Die Abhängigkeiten dieses Ordners beurteilen\."/);
    assert.doesNotMatch(texts, /"%/);
  });

  it('has the status in German', async () => {
    await eventually(control.statusLabel, (label) => label.includes('Abhängigkeiten mit Risiko:'));
    const told = await eventually(control.languageStatus, (text) => text.includes('beurteilt'));
    assert.match(told, /\d hoch/);
    assert.match(told, /Risiken anzeigen/);
  });

  it('has the problems in German, under the same rules', () => {
    const recent = problems(document.uri).find((one) => ruleOf(one) === 'recent-release');
    assert.match(
      recent?.message ?? '',
      / wurde vor \d+ Stunden veröffentlicht; Versionen gelten nach 72 Stunden als bewährt/,
    );
    // What publishers write of a vulnerability is said as they have written it.
    const own = problems(document.uri).filter((one) => ruleOf(one) !== 'known-vulnerability');
    for (const { message } of own) assert.doesNotMatch(message, /\b(?:has|the|which|with) /);
  });

  it('has the fixes in German', async () => {
    const place = rangeOfText(document, '"^1.0.0"', '"shop-cart"');
    await quickFixAt(document.uri, place, /^shop-cart auf 1\.0\.1 aktualisieren \(niedrigste sichere Version\)$/);
    await quickFixAt(document.uri, place, /^Diesen Befund mit Begründung akzeptieren…$/);
  });

  it('has the hovers in German, with what the rules say', async () => {
    const { start } = rangeOfText(document, '"shop-cart"');
    const all = await hovers(document.uri, start.translate(0, 2));
    const text = all.flatMap(({ texts }) => texts).find((one) => one.includes('shop-cart')) ?? '';
    assert.match(text, /\*\*Hoch: shop-cart 1\.0\.0 hat eine bekannte Sicherheitslücke: /);
    assert.match(text, /Angegeben `\^1\.0\.0` → beurteilt `1\.0\.0` \(aus dem Lockfile\) → neueste `2\.0\.0`/);
    assert.match(text, /, behoben in 1\.0\.1/);
    assert.match(text, /Keine Installationsskripts/);
    assert.match(text, /\[Alle Einzelheiten\]/);
  });
});
