import assert from 'node:assert/strict';
import type { Diagnostic, FullDocumentDiagnosticReport } from 'vscode-languageserver';
import { JudgingEngine } from '../../server/src/engine/judging-engine.js';
import { ok } from '../../server/src/model/index.js';
import { fakeParts } from '../support/fake-engine-parts.js';
import { NOW, packument } from '../support/subjects.js';
import { LOOK_UP_DELAY_MS } from '../../server/src/lsp/document-project.js';
import { Editor } from './support/editor.js';

const MANIFEST = '{\n  "dependencies": {\n    "shop": "^1.0.0"\n  }\n}';

/** What npm locked for the manifest. */
function lockfile(version: string): string {
  const packages = { '': { dependencies: { shop: '^1.0.0' } }, 'node_modules/shop': { version } };
  return JSON.stringify({ lockfileVersion: 3, packages });
}

/** Folders of one window, which have nothing to do with one another. */
const FILES = {
  '/one/package.json': MANIFEST,
  '/one/package-lock.json': lockfile('1.0.0'),
  '/two/package.json': MANIFEST,
  '/two/package-lock.json': lockfile('1.1.0'),
};

const [ONE, TWO] = ['file:///one/package.json', 'file:///two/package.json'] as const;

describe('a window with several folders', () => {
  let editor: Editor;
  beforeEach(async () => {
    const versions = { '1.0.0': { deprecated: 'Old.' }, '1.1.0': {} };
    editor = await Editor.start({
      files: FILES,
      engine: (files) => {
        const answers = { packument: () => ok(packument({ name: 'shop', versions }), NOW) };
        return new JudgingEngine(fakeParts({ files: {}, answers, parts: { files } }).parts);
      },
    });
  });
  afterEach(() => editor.dispose());

  const open = async (): Promise<void> => {
    for (const uri of [ONE, TWO]) await editor.open(uri, MANIFEST);
    await editor.wait(LOOK_UP_DELAY_MS);
  };
  const items = async (uri: string): Promise<readonly Diagnostic[]> => {
    const params = { textDocument: { uri } };
    const report: FullDocumentDiagnosticReport = await editor.connection.sendRequest('textDocument/diagnostic', params);
    return report.items;
  };

  it('has a project for each, with its own lockfile', async () => {
    await open();
    const [found, ...others] = await items(ONE);
    assert.deepEqual(others, []);
    assert.equal(found?.code, 'deprecated');
    assert.equal(found.relatedInformation?.[0]?.location.uri, 'file:///one/package-lock.json');
    assert.deepEqual(await items(TWO), []);
  });

  it('has settings for each: one can be switched off, and the other is judged', async () => {
    editor.settings = { [ONE]: { enable: false }, [TWO]: { cooldownHours: 24 } };
    await open();
    assert.deepEqual(await items(ONE), []);
    editor.settings = { [ONE]: {}, [TWO]: { enable: false } };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await editor.wait(LOOK_UP_DELAY_MS);
    assert.deepEqual(
      (await items(ONE)).map(({ code }) => code),
      ['deprecated'],
    );
    assert.deepEqual(await items(TWO), []);
  });

  it('judges each in the way that its settings say, and shares what is known where they say the same', async () => {
    editor.settings = { [ONE]: { cooldownHours: 24 }, [TWO]: { cooldownHours: 48 } };
    await open();
    assert.deepEqual(editor.created.map(({ settings }) => settings.cooldownHours).sort(), [24, 48]);
    editor.dispose();
    editor = await Editor.start({ files: FILES });
    await open();
    assert.equal(editor.created.length, 1);
  });
});
