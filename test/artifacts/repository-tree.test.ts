import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { realFolder, repositoryTree } from '../../server/src/artifacts/repository-tree.js';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';

describe('the files of a repository', () => {
  let folder: TemporaryFolder;
  before(async () => {
    folder = await temporaryFolder();
    const secret = await folder.write('secret.js', '1');
    const link = await folder.write('repository/src/a.js', '2');
    await folder.write('repository/node_modules/a/index.js', '3');
    await symlink(secret, path.join(path.dirname(link), 'link.js'));
    await symlink(folder.path, path.join(folder.path, 'repository/up'));
  });
  after(() => folder.remove());

  it('are those below its root: nothing that links lead to, that lies outside, or that is installed', () => {
    const tree = repositoryTree(path.join(folder.path, 'repository'));
    const asked = ['src/a.js', 'src/link.js', '../secret.js', 'up/secret.js', 'node_modules/a/index.js', 'src', 'none'];
    assert.deepEqual(asked.filter(tree.has), ['src/a.js']);
    assert.equal(Buffer.from(tree.bytes('src/a.js') ?? []).toString(), '2');
    assert.equal(tree.bytes('up/secret.js'), undefined);
    assert.deepEqual(tree.list(''), ['node_modules/', 'src/']);
    assert.deepEqual(tree.list('up'), []);
    assert.deepEqual(tree.list('src'), ['a.js']);
  });

  it('are none where there is no such folder', () => {
    assert.equal(realFolder('/no/such/folder'), undefined);
    assert.deepEqual(repositoryTree('/no/such/folder').list(''), []);
  });
});
