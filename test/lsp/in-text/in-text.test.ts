import assert from 'node:assert/strict';
import type { CodeAction, Diagnostic, Hover } from 'vscode-languageserver';
import type { NamedPackage } from '../../../server/src/engine/in-text/named-package.js';
import { REST_MS } from '../../../server/src/lsp/in-text/in-text-documents.js';
import { COMMAND_REQUEST, type CommandResult, type FixData } from '../../../server/src/protocol/messages.js';
import { assessment, finding, subject } from '../../support/subjects.js';
import { Editor, PULLS, type EditorGiven } from '../support/editor.js';

const URI = 'file:///shop/src/a.ts';
const TEXT = `import a from 'left'; import b from 'right';`;
const FILES = { '/shop/package.json': '{ "name": "shop", "dependencies": { "right": "^1.0.0" } }' };

/** Finds `left` and `right` wherever they stand; the latter is declared. */
function namedIn(text: string, manifestPath: string | undefined): NamedPackage[] {
  return [...text.matchAll(/left|right/g)].map(({ 0: name, index }) => {
    const span = { start: index, end: index + name.length };
    const line = {
      name,
      section: 'dependencies',
      raw: '^1.0.0',
      path: ['dependencies', name],
      span,
      nameSpan: span,
      specifierSpan: span,
    } as const;
    const specifier = { kind: 'range', name, range: '^1.0.0', alias: false } as const;
    return {
      mention: { kind: 'import', how: 'import', specifier: name, span },
      ...{ name, isInternal: false },
      ...(name === 'right' &&
        manifestPath !== undefined && { declared: { manifestPath, line: { ...line, specifier } } }),
    };
  });
}

async function start(given: EditorGiven = {}): Promise<Editor> {
  const editor = await Editor.start({ files: FILES, ...given });
  editor.engine.named = (_file, text, projects) => Promise.resolve(namedIn(text, projects[0]?.manifestPath));
  editor.engine.explains = (name) =>
    Promise.resolve(
      assessment({ subject: subject({ name }), findings: [finding({ rule: 'known-malware', level: 'critical' })] }),
    );
  return editor;
}

async function problemsOf(editor: Editor): Promise<readonly Diagnostic[]> {
  return (await editor.published.next()).diagnostics;
}

describe('a document that names packages beside manifests', () => {
  let editor: Editor;
  afterEach(() => editor.dispose());

  it('has a problem where one is trouble that no manifest declares', async () => {
    editor = await start();
    await editor.open(URI, TEXT);
    const [problem, ...others] = await problemsOf(editor);
    assert.deepEqual(others, []);
    assert.deepEqual(problem?.range, { start: { line: 0, character: 15 }, end: { line: 0, character: 19 } });
    assert.equal(problem.code, 'known-malware');
  });

  it('is judged without asking anybody, unless the user allows it', async () => {
    editor = await start();
    await editor.open(URI, TEXT);
    await problemsOf(editor);
    assert.deepEqual(editor.engine.explained, ['left  nobody']);
    editor.settings = { '': { imports: { askRegistry: true } } };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    await problemsOf(editor);
    assert.deepEqual(
      editor.created.flatMap(({ engine }) => engine.explained),
      ['left  nobody', 'left  everybody'],
    );
  });

  it('is not read while it is written, but once the hand rests', async () => {
    editor = await start();
    await editor.open(URI, TEXT);
    await problemsOf(editor);
    let reads = 0;
    const { named } = editor.engine;
    editor.engine.named = (...given) => {
      reads += 1;
      return named(...given);
    };
    for (const text of ['import l', 'import le', `import 'lef'`]) {
      await editor.type(URI, text);
      await editor.wait(REST_MS - 1);
    }
    assert.equal(reads, 0);
    await editor.wait(1);
    assert.deepEqual(await problemsOf(editor), []);
    assert.equal(reads, 1);
  });

  it('is read at once when it is saved', async () => {
    editor = await start();
    await editor.open(URI, '');
    await problemsOf(editor);
    await editor.type(URI, TEXT);
    await editor.connection.sendNotification('textDocument/didSave', { textDocument: { uri: URI } });
    assert.equal((await problemsOf(editor)).length, 1);
  });

  it('leaves manifests alone: they are neither read nor judged again', async () => {
    editor = await start();
    await editor.open('file:///shop/package.json', FILES['/shop/package.json']);
    await editor.open(URI, TEXT);
    await problemsOf(editor);
    await editor.wait(REST_MS);
    const before = [editor.engine.opened.length, editor.engine.timesJudgedNow];
    await editor.type(URI, `${TEXT} `);
    await editor.wait(REST_MS - 1);
    assert.deepEqual([editor.engine.opened.length, editor.engine.timesJudgedNow], before);
  });

  it('has the case of a name under the cursor, and says that nothing declares it', async () => {
    editor = await start();
    await editor.open(URI, TEXT);
    await problemsOf(editor);
    const hover = await editor.connection.sendRequest<Hover>('textDocument/hover', {
      ...{ textDocument: { uri: URI }, position: { line: 0, character: 16 } },
    });
    const { value } = hover.contents as { value: string };
    assert.match(value, /Critical/);
    assert.match(value, /Not declared in `package\.json`\. The registry was not asked about it/);
    assert.deepEqual(hover.range, { start: { line: 0, character: 15 }, end: { line: 0, character: 19 } });
  });

  it('offers to add what is harmless, and looks the version up once that is chosen', async () => {
    const lazy = { dataSupport: true, resolveSupport: { properties: ['edit'] } };
    const capabilities = { ...PULLS, textDocument: { ...PULLS.textDocument, codeAction: lazy } };
    editor = await start({ capabilities });
    editor.engine.explains = (name) => Promise.resolve(assessment({ subject: subject({ name }), findings: [] }));
    await editor.open(URI, TEXT);
    await problemsOf(editor);
    const place = { line: 0, character: 16 };
    const actions = await editor.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      ...{ textDocument: { uri: URI }, range: { start: place, end: place }, context: { diagnostics: [] } },
    });
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        'Add left to dependencies (latest safe version)',
        'Add left to devDependencies (latest safe version)',
        'Ask the registry about imported names that no package.json declares',
      ],
    );
    editor.engine.adds = ({ name, section }) => ({
      version: '1.0.0',
      edits: {
        file: '/shop/package.json',
        before: FILES['/shop/package.json'],
        edits: [{ span: { start: 0, end: 0 }, newText: `${section} ${name}` }],
      },
    });
    const chosen = await editor.connection.sendRequest<CodeAction>('codeAction/resolve', actions[0]);
    const [change] = chosen.edit?.documentChanges ?? [];
    assert.ok(change !== undefined && 'edits' in change);
    assert.equal(change.textDocument.uri, 'file:///shop/package.json');
    assert.equal((chosen.data as FixData).remedy, 'add-dependencies');
  });

  it('is none where no package.json lies above, in what is installed, or where that is switched off', async () => {
    editor = await start();
    for (const uri of ['file:///elsewhere/a.ts', 'file:///shop/node_modules/a/index.js', 'file:///shop/dist/a.js']) {
      await editor.open(uri, TEXT);
    }
    await editor.wait(REST_MS);
    assert.deepEqual(editor.engine.explained, []);
    editor.settings = { '': { imports: { enable: false } } };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    await editor.open(URI, TEXT);
    await editor.wait(REST_MS);
    assert.deepEqual(editor.engine.explained, []);
  });

  it('may be a command in a terminal: known malware in it is told, from what is known here', async () => {
    editor = await start();
    const { malware } = await editor.connection.sendRequest<CommandResult>(COMMAND_REQUEST, {
      command: 'npm i left',
      folder: '/shop',
    });
    assert.equal(malware.length, 1);
    assert.deepEqual(editor.engine.explained, ['left  nobody']);
  });
});
