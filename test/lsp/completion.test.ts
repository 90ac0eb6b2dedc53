import assert from 'node:assert/strict';
import type { CompletionItem, CompletionList, DocumentLink, InlayHint } from 'vscode-languageserver';
import { assessment, facts, packument, subject } from '../support/subjects.js';
import { Editor } from './support/editor.js';

const URI = 'file:///project/package.json';
const TEXT = '{ "dependencies": { "a": "^1.0.0", "lo" } }';

describe('what helps to write a manifest', () => {
  let editor: Editor;
  let asked: string[];
  beforeEach(async () => {
    asked = [];
    editor = await Editor.start();
    editor.engine.known = {
      a: {
        subject: { resolution: { from: 'lockfile', version: '1.2.0' } },
        facts: facts({ packument: packument({ publicRegistry: true }) }),
      },
    };
    editor.engine.names = [{ name: 'lodash', rank: 1 }];
    editor.engine.choices = (name) => {
      asked.push(name);
      const versions = [assessment({ subject: subject({ name, version: '1.3.0', dependency: null }) })];
      return { packument: packument({ name, versions: ['1.3.0'] }), versions };
    };
    await editor.open(URI, TEXT);
  });
  afterEach(() => editor.dispose());

  const at = (text: string) => ({
    textDocument: { uri: URI },
    position: { line: 0, character: TEXT.indexOf(text) + text.length },
  });
  const complete = (text: string): Promise<CompletionList> =>
    editor.connection.sendRequest('textDocument/completion', at(text));
  const labels = async (text: string): Promise<unknown> => (await complete(text)).items.map(({ label }) => label);
  const configure = async (settings: object): Promise<void> => {
    editor.settings = { '': settings };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await editor.settled();
  };

  it('completes names without asking for any', async () => {
    assert.deepEqual(await labels('"lo'), ['lodash']);
    assert.deepEqual(asked, []);
  });

  it('completes versions of a name that stands there, and tells their case when one is looked at', async () => {
    const { items } = await complete('"^1.0');
    assert.deepEqual(
      items.map(({ label }) => label),
      ['^1.3.0', '~1.3.0', '1.3.0', 'latest'],
    );
    assert.deepEqual(asked, ['a']);
    const resolved = await editor.connection.sendRequest<CompletionItem>('completionItem/resolve', items[0]);
    assert.match(JSON.stringify(resolved.documentation), /a\\\\@1\.3\.0/);
  });

  it('completes nothing elsewhere, for a package of the own workspace, or where a setting says so', async () => {
    assert.deepEqual(await labels('{ '), []);
    editor.engine.known = { a: { subject: { resolution: { from: 'nowhere', because: 'workspace-package' } } } };
    await editor.type(URI, `${TEXT} `);
    assert.deepEqual(await labels('"^1.0'), []);
    await configure({ completion: { enable: false } });
    assert.deepEqual(await labels('"lo'), []);
  });

  it('shows resolved versions to those who want them', async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    const hints = (): Promise<InlayHint[]> =>
      editor.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri: URI }, range });
    assert.deepEqual(await hints(), []);
    await configure({ inlayHints: { enable: true } });
    assert.deepEqual(
      (await hints()).map(({ label }) => label),
      ['1.2.0'],
    );
  });

  it('links names to their pages', async () => {
    await configure({ documentLinks: { enable: true } });
    const links = await editor.connection.sendRequest<DocumentLink[]>('textDocument/documentLink', {
      textDocument: { uri: URI },
    });
    assert.deepEqual(
      links.map(({ target }) => target),
      ['https://www.npmjs.com/package/a/v/1.2.0'],
    );
  });
});
