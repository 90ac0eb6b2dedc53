import assert from 'node:assert/strict';
import { FileChangeType } from 'vscode-languageserver';
import { valueOf } from '../../server/src/model/index.js';
import type { Files } from '../../server/src/platform/files.js';
import { Editor } from './support/editor.js';

describe('the files that an engine sees', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start({ files: { '/project/package-lock.json': 'on disk', '/project/.npmrc': 'also' } });
    await editor.open('file:///project/package.json', '{}');
    await editor.settled();
  });
  afterEach(() => editor.dispose());

  const files = (): Files => {
    const [created] = editor.created;
    assert.ok(created !== undefined);
    return created.files;
  };
  const read = async (file: string): Promise<string | undefined> => valueOf(await files().read(file));

  it('are those on disk', async () => {
    assert.equal(await read('/project/.npmrc'), 'also');
    assert.equal(await read('/project/none'), undefined);
    assert.equal(await files().exists('/project/.npmrc'), true);
    assert.equal(await files().exists('/project/none'), false);
    assert.deepEqual(await files().folders?.('/project'), []);
  });

  it('are what is in the editor where that has one open, until it is closed', async () => {
    await editor.open('file:///project/package-lock.json', 'unsaved');
    await editor.open('file:///project/new.json', 'new');
    await editor.settled();
    assert.equal(await read('/project/package-lock.json'), 'unsaved');
    assert.equal(await files().exists('/project/new.json'), true);
    await editor.close('file:///project/package-lock.json');
    await editor.settled();
    assert.equal(await read('/project/package-lock.json'), 'on disk');
  });

  it('are not what is still open of a file that was deleted, until there is one again', async () => {
    const uri = 'file:///project/package-risk.json';
    const tell = (type: FileChangeType): Promise<void> =>
      editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
    await editor.open(uri, '{ "accept": [] }');
    await tell(FileChangeType.Deleted);
    await editor.settled();
    assert.equal(await read('/project/package-risk.json'), undefined);
    await tell(FileChangeType.Created);
    await editor.settled();
    assert.equal(await read('/project/package-risk.json'), '{ "accept": [] }');
  });
});
