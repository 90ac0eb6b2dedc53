import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { readContext } from '../harness/context.js';
import { connectControl } from '../harness/control.js';
import { lineOf, problemOn, show } from '../harness/editor.js';

describe('behind the proxy that the editor is configured with', () => {
  const control = connectControl(readContext().controlUrl);
  let document: vscode.TextDocument;
  const problem = (name: string, rule: string): Promise<vscode.Diagnostic> =>
    problemOn(document.uri, lineOf(document, name), rule);

  before(async () => {
    ({ document } = await show('package.json'));
  });

  it('what only OSV knows is a problem: a vulnerability, as severe as its record says', async () => {
    const { severity, message } = await problem('shop-flawed', 'known-vulnerability');
    assert.equal(severity, vscode.DiagnosticSeverity.Error);
    assert.match(message, /Discounts add up \(GHSA-test-flaw-0001, high\), fixed in 1\.0\.1/);
  });

  it('and so is malware', async () => {
    const { message } = await problem('shop-stolen', 'known-malware');
    assert.match(message, /MAL-2026-0001/);
  });

  it('the registry is asked through it, over https', async () => {
    const asked = (await control.requests('proxied')).map(({ path }) => path);
    assert.ok(asked.includes('/shop-flawed') && asked.includes('/shop-stolen'), asked.join(', '));
  });

  it('OSV is told names and versions, and nothing of the project', async () => {
    const sent = (await control.requests('osv')).filter(({ path }) => path === '/v1/querybatch');
    const queries = sent.flatMap(({ body }) => (JSON.parse(body) as { queries: readonly unknown[] }).queries);
    const flawed = { version: '1.0.0', package: { name: 'shop-flawed', ecosystem: 'npm' } };
    assert.ok(
      queries.some((query) => isDeepStrictEqual(query, flawed)),
      JSON.stringify(queries),
    );
    assert.doesNotMatch(JSON.stringify(sent), /shop-behind-a-proxy|\/workspace/);
  });
});
