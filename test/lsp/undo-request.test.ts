import assert from 'node:assert/strict';
import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { JudgingEngine } from '../../server/src/engine/judging-engine.js';
import { MANIFESTS_NOTIFICATION, UNDO_REQUEST, type UndoResult } from '../../server/src/protocol/risk-view.js';
import { toTextEdits } from '../../server/src/remedies/support/text-edit.js';
import { fakeParts } from '../support/fake-engine-parts.js';
import { Editor } from './support/editor.js';

const URI = 'file:///project/package.json';

const manifestOf = (lines: Readonly<Record<string, string>>, section = 'dependencies'): string => {
  return `${JSON.stringify({ name: 'shop', [section]: lines }, null, 2)}\n`;
};

describe('putting a line of a manifest back', () => {
  let editor: Editor;
  afterEach(() => editor.dispose());

  const start = async (now: string): Promise<void> => {
    editor = await Editor.start({
      files: { '/project/package.json': now },
      engine: (files) => {
        const changeText = (_: string, ...[text, changes]: Parameters<typeof toTextEdits>) =>
          toTextEdits(text, changes);
        return new JudgingEngine(fakeParts({ files: {}, parts: { files, changeText } }).parts);
      },
    });
    await editor.connection.sendNotification(MANIFESTS_NOTIFICATION, { uris: [URI] });
  };
  const ask = (line: string, before?: string): Promise<UndoResult> =>
    editor.connection.sendRequest(UNDO_REQUEST, { uri: URI, line, before });
  const textAfter = (now: string, { edit }: UndoResult): string => {
    const [change] = ((edit ?? {}) as WorkspaceEdit).documentChanges ?? [];
    assert.ok(change !== undefined && 'edits' in change);
    return TextDocument.applyEdits(
      TextDocument.create(URI, 'json', 0, now),
      change.edits as TextDocumentEdit['edits'] & [],
    );
  };

  it('gives it the version that it had', async () => {
    const now = manifestOf({ ava: '1.0.0', chalk: '5.6.1' });
    await start(now);
    const before = manifestOf({ ava: '0.9.0', chalk: '^5.6.0' });
    assert.equal(textAfter(now, await ask('chalk', before)), manifestOf({ ava: '1.0.0', chalk: '^5.6.0' }));
  });

  it('takes it out where it was not there', async () => {
    const now = manifestOf({ ava: '1.0.0', chalk: '5.6.1' });
    await start(now);
    assert.equal(textAfter(now, await ask('chalk', manifestOf({ ava: '1.0.0' }))), manifestOf({ ava: '1.0.0' }));
  });

  it('takes it out of the section it has come into, and leaves the other', async () => {
    const now = `{ "dependencies": { "chalk": "5.6.1" }, "devDependencies": { "chalk": "5.0.0" } }`;
    await start(now);
    const after = textAfter(now, await ask('chalk', manifestOf({ chalk: '5.0.0' }, 'devDependencies')));
    assert.deepEqual(JSON.parse(after), { dependencies: {}, devDependencies: { chalk: '5.0.0' } });
  });

  it('takes it out where nobody knows what was there', async () => {
    const now = manifestOf({ ava: '1.0.0', chalk: '5.6.1' });
    await start(now);
    assert.equal(textAfter(now, await ask('chalk')), manifestOf({ ava: '1.0.0' }));
  });

  it('says so where the line has not changed', async () => {
    const now = manifestOf({ chalk: '5.6.1' });
    await start(now);
    assert.deepEqual(await ask('chalk', now), {
      problem: 'chalk stands there as it did before: the lockfile has changed.',
    });
  });

  it('refuses an edit of a manifest that is not there', async () => {
    await start(manifestOf({ chalk: '5.6.1' }));
    const result: UndoResult = await editor.connection.sendRequest(UNDO_REQUEST, { uri: 'file:///x.json', line: 'a' });
    assert.deepEqual(result, { problem: 'This manifest is no longer there.' });
  });
});
