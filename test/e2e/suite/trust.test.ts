import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { askTool } from '../harness/agent-tools.js';
import { readContext } from '../harness/context.js';
import { connectControl } from '../harness/control.js';
import { eventually, hovers, lineOf, problemOn, problems, problemsWhen, ruleOf, show } from '../harness/editor.js';

const control = connectControl(readContext().controlUrl);

/** The rules that speak against a package of the project. */
async function rulesForAgents(name: string): Promise<readonly string[]> {
  const { packages = [] } = await askTool('check_project', {});
  return packages.filter((one) => one.name === name).flatMap(({ findings }) => findings.map(({ rule }) => rule));
}

describe('a folder that is not trusted yet', () => {
  let document: vscode.TextDocument;
  const rulesOn = (name: string): readonly string[] =>
    problems(document.uri)
      .filter(({ range }) => range.start.line === lineOf(document, name))
      .map(ruleOf);

  before(async () => {
    ({ document } = await show('package.json'));
    await problemOn(document.uri, lineOf(document, 'shop-cart'), 'known-vulnerability');
  });

  it('is opened without trust', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('is judged by what the user has configured', async () => {
    assert.ok((await control.requests('registry')).some(({ path }) => path === '/shop-cart'));
  });

  it('cannot accept its own findings', () => {
    assert.deepEqual(rulesOn('shop-cart'), ['known-vulnerability']);
  });

  it('cannot send anybody to its registry, nor have its token sent anywhere', async () => {
    assert.deepEqual(await control.requests('hostile'), []);
    for (const server of ['registry', 'osv'] as const) {
      const requests = await control.requests(server);
      assert.deepEqual(
        requests.filter(({ headers }) => headers.authorization !== undefined),
        [],
      );
      assert.deepEqual(
        requests.filter(({ path }) => path.includes('hostile')),
        [],
      );
    }
  });

  it('cannot have an agent told anything else', async () => {
    assert.deepEqual(await rulesForAgents('shop-cart'), ['known-vulnerability']);
  });

  it('cannot change how it is judged', () => {
    const settings = vscode.workspace.getConfiguration('packageRisk', document.uri);
    assert.equal(settings.get('cooldownHours'), settings.inspect('cooldownHours')?.defaultValue);
  });

  describe('once it is trusted', () => {
    before(async () => {
      const granted = new Promise((resolve) => vscode.workspace.onDidGrantWorkspaceTrust(resolve));
      await control.grantTrust();
      await granted;
    });

    it('is trusted', () => {
      assert.equal(vscode.workspace.isTrusted, true);
    });

    it('has its registry asked, with its token', async () => {
      const requests = await eventually(
        () => control.requests('hostile'),
        (seen) => seen.length > 0,
      );
      assert.ok(requests.every(({ path }) => path.startsWith('/@hostile')));
      assert.equal(requests[0]?.headers.authorization, 'Bearer token-of-the-project');
    });

    it('has its policy used', async () => {
      await show('package.json');
      await problemsWhen(document.uri, () => rulesOn('shop-cart').length === 0);
      const place = new vscode.Position(lineOf(document, 'shop-cart'), 6);
      const texts = (await hovers(document.uri, place)).flatMap((hover) => hover.texts);
      assert.ok(
        texts.some((text) => text.includes('the project says that all is well')),
        texts.join(),
      );
    });

    it('has an agent told what its policy says', async () => {
      assert.deepEqual(await rulesForAgents('shop-cart'), []);
    });

    it('has its settings used', () => {
      assert.equal(vscode.workspace.getConfiguration('packageRisk', document.uri).get('cooldownHours'), 1);
    });

    it('never had the token sent to another registry', async () => {
      const requests = await control.requests('registry');
      assert.deepEqual(
        requests.filter(({ headers }) => headers.authorization !== undefined),
        [],
      );
    });
  });
});
