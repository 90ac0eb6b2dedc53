import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocumentEdit, type TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fileChangeEdit } from '../../server/src/features/acceptance-edit.js';

const URI = 'file:///project/package-risk.json';

describe('the edit of a policy file', () => {
  it('creates a file that is not there, and fails where one has appeared', () => {
    assert.deepEqual(fileChangeEdit({ uri: URI, before: undefined, after: '{}\n', version: null }), {
      documentChanges: [
        // Neither `overwrite` nor `ignoreIfExists`: a file that appeared meanwhile is somebody's work.
        { kind: 'create', uri: URI },
        {
          textDocument: { uri: URI, version: null },
          edits: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: '{}\n' }],
        },
      ],
    });
  });

  it('changes only what differs', () => {
    const before = '{\n  "accept": []\n}\n';
    const after = '{\n  "accept": [1]\n}\n';
    const [edit] = textEdits(before, after);
    assert.deepEqual(edit, {
      range: { start: { line: 1, character: 13 }, end: { line: 1, character: 13 } },
      newText: '1',
    });
  });

  it('turns any text into any other', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r\n', '{', '😀') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const document = TextDocument.create(URI, 'json', 0, before);
        assert.equal(TextDocument.applyEdits(document, textEdits(before, after)), after);
      }),
    );
  });
});

function textEdits(before: string, after: string): TextEdit[] {
  const { documentChanges = [] } = fileChangeEdit({ uri: URI, before, after, version: 4 });
  return documentChanges.filter((change) => TextDocumentEdit.is(change)).flatMap(({ edits }) => edits as TextEdit[]);
}
