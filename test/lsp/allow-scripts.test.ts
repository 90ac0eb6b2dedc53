import assert from 'node:assert/strict';
import type { WorkspaceEdit } from 'vscode-languageserver';
import { ALLOW_SCRIPTS_REQUEST, type AllowScriptsResult } from '../../server/src/protocol/least-privilege.js';
import type { Remedy } from '../../server/src/model/index.js';
import { Editor, PULLS } from './support/editor.js';

const URI = 'file:///project/package.json';
const TEXT = '{ "dependencies": { "a": "1.0.0" } }';
const REMEDY: Remedy = {
  ...{ kind: 'allow-scripts', title: 'Allow install scripts of 1 package only (allowScripts in package.json)' },
  ...{ rules: [], preferred: false, changes: [{ op: 'add', path: ['allowScripts', 'a@1.0.0'], value: true }] },
};
const REVIEW = {
  allowed: ['a@1.0.0'],
  denied: ['evil@1.0.0'],
  open: ['odd@2.0.0'],
  where: 'allowScripts in package.json',
};
const ANNOTATING = {
  ...PULLS,
  workspace: {
    ...PULLS.workspace,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {}, resourceOperations: ['create' as const] },
  },
};

describe('allowing the install scripts of a project', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start({ capabilities: ANNOTATING });
    editor.engine.edits = [{ span: { start: 1, end: 1 }, newText: ' "allowScripts": {},' }];
    await editor.open(URI, TEXT);
  });
  afterEach(() => editor.dispose());

  const ask = (uri = URI): Promise<AllowScriptsResult> => editor.connection.sendRequest(ALLOW_SCRIPTS_REQUEST, { uri });

  it('is an edit that has to be confirmed, and says who is denied and who is left to decide', async () => {
    editor.engine.review = { ...REVIEW, remedy: REMEDY };
    const { edit, open } = await ask();
    const { changeAnnotations } = edit as WorkspaceEdit;
    assert.deepEqual(changeAnnotations, {
      packageRisk: {
        label: REMEDY.title,
        needsConfirmation: true,
        description: 'Denied: evil@1.0.0. To be decided: odd@2.0.0.',
      },
    });
    assert.deepEqual(open, ['odd@2.0.0']);
  });

  it('says why there is none', async () => {
    assert.deepEqual(await ask(), { problem: 'No package manager governs this project.' });
    editor.engine.review = REVIEW;
    assert.match((await ask()).problem ?? '', /nothing to change: allowScripts in package\.json says it already/);
    editor.engine.review = { allowed: [], denied: [], open: [] };
    assert.match((await ask()).problem ?? '', /has no list/);
    assert.match((await ask('file:///elsewhere/package.json')).problem ?? '', /Open the package\.json/);
  });
});
