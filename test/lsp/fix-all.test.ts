import assert from 'node:assert/strict';
import type { CodeAction, CodeLens, ClientCapabilities } from 'vscode-languageserver';
import type { Assessment, Remedy } from '../../server/src/model/index.js';
import { SAFE_FIXES_REQUEST, type SafeFixesResult } from '../../server/src/protocol/messages.js';
import { finding } from '../support/subjects.js';
import { Editor, PULLS } from './support/editor.js';
import { Inbox } from './support/inbox.js';

const URI = 'file:///project/package.json';
const TEXT = `{
  "dependencies": {
    "a": "1.0.0",
    "b": "1.0.0"
  },
  "devDependencies": { "c": "1.0.0" }
}`;
const BAD = { findings: [finding({ rule: 'deprecated', level: 'high' })] };

const LAZY: ClientCapabilities = {
  ...PULLS,
  textDocument: { ...PULLS.textDocument, codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } } },
  workspace: { ...PULLS.workspace, codeLens: { refreshSupport: true } },
};

const upgrade = ({ subject: { name, dependency } }: Assessment): readonly Remedy[] => [
  {
    ...{ kind: 'upgrade', title: `Upgrade ${name}`, rules: ['deprecated'], preferred: true },
    changes: [{ op: 'set', path: dependency?.path ?? [], value: '1.0.1' }],
    install: { command: 'npm install', folder: '/project' },
  },
];

describe('all safe fixes', () => {
  let editor: Editor;
  let lookedUp: string[];
  const refreshed = new Inbox<null>();
  beforeEach(async () => {
    lookedUp = [];
    editor = await Editor.start({ capabilities: LAZY });
    editor.connection.onRequest('workspace/codeLens/refresh', () => {
      refreshed.put(null);
      return null;
    });
    editor.engine.known = { a: BAD, c: BAD };
    editor.engine.offer = (about) => {
      lookedUp.push(about.subject.name);
      return Promise.resolve(upgrade(about));
    };
    editor.engine.edits = [{ span: { start: 31, end: 38 }, newText: '"1.0.1"' }];
    await editor.open(URI, TEXT);
  });
  afterEach(() => editor.dispose());

  const ask = (only: string[], triggerKind = 1): Promise<CodeAction[]> =>
    editor.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: URI },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [], only, triggerKind },
    });
  const lenses = (): Promise<CodeLens[]> =>
    editor.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: URI } });
  const titles = async (): Promise<unknown> => (await lenses()).map(({ command }) => command?.title);

  it('are one action of the kind that can be named for saving, for which nothing is looked up before', async () => {
    const [action, ...others] = await ask(['source.fixAll.packageRisk'], 2);
    assert.deepEqual(others, []);
    assert.ok(action?.edit === undefined && lookedUp.length === 0);
    const resolved = await editor.connection.sendRequest<CodeAction>('codeAction/resolve', action);
    assert.deepEqual(lookedUp, ['a', 'c']);
    assert.deepEqual(resolved.edit?.documentChanges, [
      {
        textDocument: { uri: URI, version: 1 },
        edits: [{ range: { start: { line: 2, character: 9 }, end: { line: 2, character: 16 } }, newText: '"1.0.1"' }],
      },
    ]);
  });

  it('are not made by saving where only the fixes of all tools were asked for', async () => {
    assert.deepEqual(await ask(['source.fixAll'], 2), []);
    assert.equal((await ask(['source.fixAll'], 1)).length, 1);
  });

  it('are no fix for a text that has changed meanwhile', async () => {
    const [action] = await ask(['source.fixAll.packageRisk']);
    await editor.type(URI, TEXT.replace('"b"', '"bb"'));
    const resolved = await editor.connection.sendRequest<CodeAction>('codeAction/resolve', action);
    assert.equal(resolved.edit, undefined);
  });

  it('are counted over the sections once they are known', async () => {
    assert.deepEqual(await titles(), ['1 high', '1 high']);
    assert.deepEqual(lookedUp, [], 'not while somebody may be typing');
    editor.timers.advance(1000);
    await refreshed.next();
    assert.deepEqual(await titles(), [
      ...['1 high', '1 safe fix available: apply it'],
      ...['1 high', '1 safe fix available: apply it'],
    ]);
  });

  it('can be made for one section', async () => {
    const params = { uri: URI, section: ['devDependencies'] };
    const result = await editor.connection.sendRequest<SafeFixesResult>(SAFE_FIXES_REQUEST, params);
    assert.ok(result.edit !== undefined && result.problem === undefined);
    assert.deepEqual(result.install, { command: 'npm install', folder: '/project' });
    const none = { uri: URI, section: ['peerDependencies'] };
    const { edit, problem } = await editor.connection.sendRequest<SafeFixesResult>(SAFE_FIXES_REQUEST, none);
    assert.equal(edit, undefined);
    assert.match(problem ?? '', /^There is no fix here/);
  });

  it('are not shown where a setting says so', async () => {
    editor.settings = { '': { codeLens: { enable: false } }, [URI]: { codeLens: { enable: false } } };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await editor.settled();
    assert.deepEqual(await titles(), []);
  });
});
