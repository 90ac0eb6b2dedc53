import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { workspaceEdit, type EditedFile } from '../../../server/src/features/support/workspace-edit.js';

const EVERYTHING = { versionedEdits: true, fileCreation: true, changeAnnotations: false };

function file(name: string, given: Partial<EditedFile> = {}): EditedFile {
  const document = TextDocument.create(`file:///p/${name}`, '', 7, given.isNew === true ? '' : 'a\nb\n');
  return { document, isOpen: true, isNew: false, edits: [{ span: { start: 0, end: 0 }, newText: 'x' }], ...given };
}

const AT_START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const EDITS = [{ range: AT_START, newText: 'x' }];

describe('a workspace edit', () => {
  it('names the version of what is open, and none of what is not', () => {
    assert.deepEqual(
      workspaceEdit([file('package.json'), file('pnpm-workspace.yaml', { isOpen: false })], EVERYTHING),
      {
        documentChanges: [
          { textDocument: { uri: 'file:///p/package.json', version: 7 }, edits: EDITS },
          { textDocument: { uri: 'file:///p/pnpm-workspace.yaml', version: null }, edits: EDITS },
        ],
      },
    );
  });

  it('creates a file before it writes into it', () => {
    assert.deepEqual(workspaceEdit([file('new.yaml', { isNew: true, isOpen: false })], EVERYTHING), {
      documentChanges: [
        { kind: 'create', uri: 'file:///p/new.yaml' },
        { textDocument: { uri: 'file:///p/new.yaml', version: null }, edits: EDITS },
      ],
    });
  });

  it('is none where the editor cannot create the file', () => {
    const files = [file('package.json'), file('new.yaml', { isNew: true, isOpen: false })];
    assert.equal(
      workspaceEdit(files, { versionedEdits: true, fileCreation: false, changeAnnotations: false }),
      undefined,
    );
  });

  it('goes by address alone in an editor that knows no versions', () => {
    const files = [file('package.json'), file('unchanged.json', { edits: [] })];
    assert.deepEqual(workspaceEdit(files, { versionedEdits: false, fileCreation: false, changeAnnotations: false }), {
      changes: { 'file:///p/package.json': EDITS },
    });
  });

  it('says of some files what their edits are for, and that they have to be looked at', () => {
    const note = {
      label: 'Override qs to 6.7.3',
      description: 'Nothing brings in qs 6.7.0 any more.',
      concerns: ({ document }: EditedFile) => document.uri.endsWith('.yaml'),
    };
    const files = [file('package.json'), file('new.yaml', { isNew: true, isOpen: false })];
    const annotationId = 'packageRisk';
    assert.deepEqual(workspaceEdit(files, { ...EVERYTHING, changeAnnotations: true }, note), {
      documentChanges: [
        { textDocument: { uri: 'file:///p/package.json', version: 7 }, edits: EDITS },
        { kind: 'create', uri: 'file:///p/new.yaml', annotationId },
        {
          textDocument: { uri: 'file:///p/new.yaml', version: null },
          edits: EDITS.map((edit) => ({ ...edit, annotationId })),
        },
      ],
      changeAnnotations: {
        [annotationId]: { label: note.label, description: note.description, needsConfirmation: true },
      },
    });
    const plain = workspaceEdit(files, EVERYTHING, note);
    assert.ok(!JSON.stringify(plain).includes('nnotation'), 'an editor that knows none gets none');
  });

  it('is none where nothing changes', () => {
    assert.equal(workspaceEdit([file('package.json', { edits: [] })], EVERYTHING), undefined);
  });
});
