import assert from 'node:assert/strict';
import { LSPErrorCodes, type ClientCapabilities, type CodeAction } from 'vscode-languageserver';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { Assessment, Remedy } from '../../server/src/model/index.js';
import { deferred } from '../support/deferred.js';
import { assessment, finding, subject } from '../support/subjects.js';
import { Editor, PULLS } from './support/editor.js';

const URI = 'file:///project/package.json';
const TEXT = `{
  "dependencies": {
    "a": "1.0.0",
    "b": "1.0.0"
  }
}`;
const BAD = { findings: [finding({ rule: 'deprecated', message: 'this one is deprecated' })] };
const UPGRADE: Remedy = { kind: 'upgrade', title: 'Upgrade', rules: ['deprecated'], changes: [], preferred: true };
const LINE_OF_A = { start: { line: 2, character: 6 }, end: { line: 2, character: 6 } };

/** An editor that looks a fix's edit up once it is chosen, and has some edits looked at first. */
const LAZY: ClientCapabilities = {
  ...PULLS,
  textDocument: { ...PULLS.textDocument, codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } } },
  workspace: {
    ...PULLS.workspace,
    workspaceEdit: { ...PULLS.workspace?.workspaceEdit, changeAnnotationSupport: {} },
  },
};

describe('code actions in the editor', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start();
    editor.engine.known = { a: BAD };
    await editor.open(URI, TEXT);
  });
  afterEach(() => editor.dispose());

  const ask = (range = LINE_OF_A, only?: string[], from = editor): Promise<CodeAction[]> =>
    from.connection.sendRequest('textDocument/codeAction', {
      ...{ textDocument: { uri: URI }, range, context: { diagnostics: [], only } },
    });

  it('gets the edits for the version that was judged', async () => {
    editor.engine.offer = () => Promise.resolve([UPGRADE]);
    editor.engine.edits = [{ span: { start: 31, end: 38 }, newText: '"2.0.0"' }];
    const [action, ...others] = await ask();
    assert.deepEqual(others, []);
    assert.deepEqual(action?.edit?.documentChanges, [
      {
        textDocument: { uri: URI, version: 1 },
        edits: [{ range: { start: { line: 2, character: 9 }, end: { line: 2, character: 16 } }, newText: '"2.0.0"' }],
      },
    ]);
  });

  it('makes the edit of the very fix that is chosen, and no edit before', async () => {
    const lazy = await Editor.start({ capabilities: LAZY });
    lazy.engine.known = { a: BAD };
    const versions = ['1.0.1', '2.0.0'];
    lazy.engine.offer = () => Promise.resolve(versions.map((version) => ({ ...UPGRADE, version, title: version })));
    lazy.engine.edits = [{ span: { start: 31, end: 38 }, newText: '"2.0.0"' }];
    await lazy.open(URI, TEXT);
    const actions = await ask(LINE_OF_A, undefined, lazy);
    assert.deepEqual(
      actions.map(({ title, edit }) => [title, edit]),
      versions.map((version) => [version, undefined]),
    );
    const resolved = await lazy.connection.sendRequest<CodeAction>('codeAction/resolve', actions[1]);
    assert.equal(resolved.edit?.documentChanges?.length, 1);
    versions.pop();
    const gone = await lazy.connection.sendRequest<CodeAction>('codeAction/resolve', actions[1]);
    assert.equal(gone.edit, undefined, 'the other one is not what was chosen');
    lazy.dispose();
  });

  it('gets none when the text has changed while versions were looked up', async () => {
    const looking = deferred<null>();
    const answer = deferred<readonly Remedy[]>();
    editor.engine.offer = () => {
      looking.resolve(null);
      return answer.promise;
    };
    editor.engine.edits = [{ span: { start: 31, end: 38 }, newText: '"2.0.0"' }];
    const asked = ask();
    await looking.promise;
    await editor.type(URI, TEXT.replace('"a"', '"another"'));
    await editor.settled();
    answer.resolve([UPGRADE]);
    assert.deepEqual(await asked, []);
  });

  it('gets the edits of other files along, as long as these are what they were', async () => {
    const yaml = 'file:///project/pnpm-workspace.yaml';
    editor.engine.offer = () => Promise.resolve([UPGRADE]);
    const edits = [{ span: { start: 0, end: 0 }, newText: 'x' }];
    editor.engine.editsElsewhere = [{ file: '/project/pnpm-workspace.yaml', before: 'a: 1\n', edits }];
    const at = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const change = (version: number | null): unknown => [
      { textDocument: { uri: yaml, version }, edits: [{ range: at, newText: 'x' }] },
    ];
    assert.deepEqual((await ask())[0]?.edit?.documentChanges, change(null));
    await editor.open(yaml, 'a: 1\n');
    assert.deepEqual((await ask())[0]?.edit?.documentChanges, change(1));
    await editor.type(yaml, 'a: 2\n');
    assert.deepEqual(await ask(), []);
  });

  it('gets none of those whose edits no longer fit', async () => {
    editor.engine.offer = () => Promise.resolve([UPGRADE]);
    editor.engine.edits = undefined;
    assert.deepEqual(await ask(), []);
  });

  it('looks up fixes only for lines with findings, and only where quick fixes are wanted', async () => {
    const asked: string[] = [];
    editor.engine.offer = ({ subject }) => {
      asked.push(subject.name);
      return Promise.resolve([]);
    };
    await ask({ start: { line: 0, character: 0 }, end: { line: 5, character: 1 } });
    await ask(LINE_OF_A, ['source.organizeImports']);
    await ask({ start: { line: 3, character: 6 }, end: { line: 3, character: 6 } });
    assert.deepEqual(asked, ['a']);
  });

  it('stops looking when the editor no longer wants an answer', async () => {
    const looking = deferred<AbortSignal>();
    editor.engine.offer = (_subject, signal) => {
      looking.resolve(signal);
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
    };
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri: URI }, range: LINE_OF_A, context: { diagnostics: [] } };
    const asked = editor.connection.sendRequest('textDocument/codeAction', params, source.token);
    await looking.promise;
    source.cancel();
    await assert.rejects(asked, { code: LSPErrorCodes.RequestCancelled });
    assert.deepEqual(editor.log.all, []);
  });

  describe('for what a line brings in', () => {
    const OVERRIDE: Remedy = {
      ...UPGRADE,
      kind: 'override',
      title: 'Override deep',
      packageName: 'deep',
      preferred: false,
    };
    const PENDING: Remedy = { ...UPGRADE, title: 'Upgrade a (looked up when chosen)', packageName: 'a', pending: true };
    const EDITS = [{ span: { start: 31, end: 38 }, newText: '"2.0.0"' }];
    const deep: Assessment = assessment({
      subject: subject({ name: 'deep', broughtInBy: 'a', dependency: null }),
      level: 'high',
      findings: [finding({ rule: 'known-vulnerability', level: 'high' })],
    });
    const mild = { ...deep, level: 'low' as const, subject: { ...deep.subject, name: 'mild' } };

    async function lazyEditor(): Promise<{ readonly lazy: Editor; readonly depths: (string | undefined)[] }> {
      const lazy = await Editor.start({ capabilities: LAZY });
      const depths: (string | undefined)[] = [];
      lazy.engine.knownLocked = [deep, mild];
      lazy.engine.offer = ({ subject: { name } }, _signal, depth) => {
        assert.equal(name, 'deep', 'nothing below medium is looked at');
        depths.push(depth);
        return Promise.resolve(depth === 'titles' ? [PENDING, OVERRIDE] : [OVERRIDE]);
      };
      lazy.engine.edits = EDITS;
      await lazy.open(URI, TEXT);
      return { lazy, depths };
    }

    const resolve = (lazy: Editor, action: CodeAction | undefined): Promise<CodeAction> =>
      lazy.connection.sendRequest('codeAction/resolve', action);

    it('have their edit looked up once they are chosen, and looked at before it is made', async () => {
      const { lazy, depths } = await lazyEditor();
      const actions = await ask(LINE_OF_A, undefined, lazy);
      assert.deepEqual(
        actions.map(({ title, edit }) => [title, edit]),
        [
          ['Upgrade a (looked up when chosen)', undefined],
          ['Override deep', undefined],
        ],
      );
      const { edit } = await resolve(lazy, actions[1]);
      assert.deepEqual(depths, ['titles', 'edits']);
      assert.deepEqual(edit?.changeAnnotations, { packageRisk: { label: 'Override deep', needsConfirmation: true } });
      assert.match(JSON.stringify(edit.documentChanges), /"annotationId":"packageRisk"/);
      lazy.dispose();
    });

    it('say so where a fix that was chosen comes to nothing, or the text has changed', async () => {
      const { lazy } = await lazyEditor();
      const said: string[] = [];
      lazy.connection.onNotification(
        'window/showMessage',
        ({ message }: { message: string }) => void said.push(message),
      );
      const [pending, override] = await ask(LINE_OF_A, undefined, lazy);
      assert.equal((await resolve(lazy, pending)).edit, undefined);
      await lazy.type(URI, TEXT.replace('"b"', '"c"'));
      assert.equal((await resolve(lazy, override)).edit, undefined);
      assert.deepEqual(said, [
        'Package Risk: No version was found that would do. Take another fix.',
        'Package Risk: The file has changed since this fix was offered. Open the menu again.',
      ]);
      lazy.dispose();
    });

    it('carry their edits at once in an editor that cannot ask later', async () => {
      const depths: (string | undefined)[] = [];
      editor.engine.known = {};
      editor.engine.knownLocked = [deep];
      editor.engine.offer = (_subject, _signal, depth) => {
        depths.push(depth);
        return Promise.resolve([OVERRIDE]);
      };
      editor.engine.edits = EDITS;
      await editor.type(URI, `${TEXT}\n`);
      const [action] = await ask();
      assert.deepEqual(depths, ['edits']);
      assert.ok(action?.edit?.documentChanges);
    });
  });
});
