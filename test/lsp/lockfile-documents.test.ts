import assert from 'node:assert/strict';
import type { Diagnostic, FullDocumentDiagnosticReport } from 'vscode-languageserver';
import type { DependencyGraph, LockEntry } from '../../server/src/model/index.js';
import { finding } from '../support/subjects.js';
import { Editor } from './support/editor.js';

const URI = 'file:///project/package.json';
const TEXT = '{ "dependencies": { "a": "1.0.0" } }';
const LOCKFILE = '{\n  "packages": {\n    "node_modules/a": { "version": "1.0.0" }\n  }\n}';
const ID = 'node_modules/a';

const ENTRY: LockEntry = {
  ...{ id: ID, name: 'a', version: '1.0.0', dependsOn: [] },
  span: { start: LOCKFILE.indexOf('"node_modules'), end: LOCKFILE.indexOf('\n  }\n') },
};
const GRAPH: DependencyGraph = {
  ...{ format: 'package-lock.json', lockfileVersion: '3', importers: [], problems: [] },
  entries: new Map([[ID, ENTRY]]),
};

describe('the place of a locked version', () => {
  let editor: Editor;
  afterEach(() => editor.dispose());

  const start = async (files: Readonly<Record<string, string>>): Promise<void> => {
    editor = await Editor.start({ files });
    editor.engine.lockfile = { lockfilePath: '/project/package-lock.json', graph: GRAPH };
    editor.engine.known = {
      a: { findings: [finding({ rule: 'deprecated' })], subject: { locked: { id: ID, version: '1.0.0' } } },
    };
    await editor.open(URI, TEXT);
  };
  const diagnostic = async (): Promise<Diagnostic | undefined> => {
    const params = { textDocument: { uri: URI } };
    const report: FullDocumentDiagnosticReport = await editor.connection.sendRequest('textDocument/diagnostic', params);
    return report.items[0];
  };

  it('is shown with the diagnostic', async () => {
    await start({ '/project/package-lock.json': LOCKFILE });
    const [related] = (await diagnostic())?.relatedInformation ?? [];
    assert.equal(related?.location.uri, 'file:///project/package-lock.json');
    assert.deepEqual(related.location.range.start, { line: 2, character: 4 });
  });

  it('is left out where the lockfile cannot be read', async () => {
    await start({});
    const found = await diagnostic();
    assert.equal(found?.code, 'deprecated');
    assert.equal(found.relatedInformation, undefined);
  });
});
