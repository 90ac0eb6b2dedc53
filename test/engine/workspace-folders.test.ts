import assert from 'node:assert/strict';
import { workspaceFolders } from '../../server/src/engine/workspace-folders.js';
import { namesFolder } from '../../server/src/formats/support/workspace-patterns.js';
import { absent } from '../../server/src/model/index.js';
import type { Files } from '../../server/src/platform/files.js';

const TREE: Readonly<Record<string, readonly string[]>> = {
  '/work': ['packages', 'apps', 'node_modules', '.git', 'tool'],
  '/work/packages': ['b', 'a', '.cache', 'old'],
  '/work/apps': ['web', 'node_modules'],
  '/work/apps/web': ['parts'],
  '/work/apps/web/parts': ['one'],
};

function listing(): { readonly files: Files; readonly listed: string[] } {
  const listed: string[] = [];
  const files: Files = {
    read: () => Promise.resolve(absent(0)),
    exists: () => Promise.resolve(false),
    folders: (folder) => {
      listed.push(folder);
      return Promise.resolve(TREE[folder] ?? []);
    },
  };
  return { files, listed };
}

describe('workspaceFolders', () => {
  const rows: readonly (readonly [readonly string[], readonly string[]])[] = [
    [['packages/*'], ['packages/a', 'packages/b', 'packages/old']],
    [
      ['packages/*', '!packages/old', 'tool'],
      ['packages/a', 'packages/b', 'tool'],
    ],
    [['./apps/**/'], ['apps', 'apps/web', 'apps/web/parts', 'apps/web/parts/one']],
    [['{apps/web/parts,packages}/*'], ['apps/web/parts/one', 'packages/a', 'packages/b', 'packages/old']],
    [['../*', '/etc/*', 'node_modules/*'], []],
    [[], []],
  ];
  for (const [patterns, expected] of rows) {
    it(`finds what ${JSON.stringify(patterns)} names`, async () => {
      assert.deepEqual(await workspaceFolders(listing().files, '/work', patterns, namesFolder), expected);
    });
  }

  it('looks only into folders that can hold members', async () => {
    const { files, listed } = listing();
    await workspaceFolders(files, '/work', ['packages/*', '../*', '*'], namesFolder);
    assert.deepEqual(listed, ['/work/packages', '/work']);
  });

  it('ends where folders go on for ever', async () => {
    let lists = 0;
    const endless: Files = {
      ...listing().files,
      folders: () => {
        lists += 1;
        return Promise.resolve(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
      },
    };
    await workspaceFolders(endless, '/work', ['**'], namesFolder);
    assert.ok(lists <= 2000);
  });

  it('finds nothing where folders cannot be listed', async () => {
    const files: Files = { ...listing().files, folders: undefined };
    assert.deepEqual(await workspaceFolders(files, '/work', ['packages/*'], namesFolder), []);
  });
});
