import assert from 'node:assert/strict';
import type { Project } from '../../server/src/engine/engine.js';
import { remedyEdits } from '../../server/src/engine/remedy-edits.js';
import { EMPTY_POLICY, failed, type JsonChange, type Remedy } from '../../server/src/model/index.js';
import { changeText } from '../../server/src/remedies/index.js';
import { fakeFiles } from '../support/fake-engine-parts.js';

const MANIFEST = '{ "dependencies": { "a": "1.0.0" } }';
const project: Project = {
  manifestPath: '/p/package.json',
  trusted: true,
  folder: '/p',
  manifestText: MANIFEST,
  manifest: { dependencies: [], problems: [] },
  policy: EMPTY_POLICY,
  notes: [],
};
const SET: JsonChange = { op: 'set', path: ['dependencies', 'a'], expected: '1.0.0', value: '2.0.0' };
const ADD: JsonChange = { op: 'add', path: ['overrides', 'b'], value: '2.0.0' };

function remedy(given: Partial<Remedy>): Remedy {
  return { kind: 'upgrade', title: 'Upgrade', rules: [], changes: [], preferred: false, ...given };
}

function editsOf(given: Partial<Remedy>, files = fakeFiles({})): ReturnType<typeof remedyEdits> {
  return remedyEdits(project, remedy(given), { files, changeText });
}

describe('the edits of a remedy', () => {
  it('are those of the manifest as it was read', async () => {
    assert.deepEqual(await editsOf({ changes: [SET] }), [
      { file: '/p/package.json', before: MANIFEST, edits: [{ span: { start: 25, end: 32 }, newText: '"2.0.0"' }] },
    ]);
  });

  it('are those of other files as they are now, each written in its own way', async () => {
    const before = 'packages:\n  - a\n';
    const elsewhere = [{ file: '/p/pnpm-workspace.yaml', changes: [ADD] }];
    assert.deepEqual(await editsOf({ elsewhere }, fakeFiles({ '/p/pnpm-workspace.yaml': before })), [
      {
        file: '/p/pnpm-workspace.yaml',
        before,
        edits: [{ span: { start: 15, end: 15 }, newText: '\noverrides:\n  b: 2.0.0' }],
      },
    ]);
  });

  it('make a file that is not there yet', async () => {
    const elsewhere = [{ file: '/p/pnpm-workspace.yaml', changes: [ADD] }];
    assert.deepEqual(await editsOf({ elsewhere }), [
      {
        file: '/p/pnpm-workspace.yaml',
        before: undefined,
        edits: [{ span: { start: 0, end: 0 }, newText: 'overrides:\n  b: 2.0.0\n' }],
      },
    ]);
  });

  it('are none at all where one file is not what they were made for', async () => {
    const elsewhere = [{ file: '/p/other/package.json', changes: [SET] }];
    const files = fakeFiles({ '/p/other/package.json': '{ "dependencies": { "a": "1.0.1" } }' });
    assert.equal(await editsOf({ changes: [SET], elsewhere }, files), undefined);
  });

  it('are none where a file cannot be read', async () => {
    const elsewhere = [{ file: '/p/pnpm-workspace.yaml', changes: [ADD] }];
    const files = { ...fakeFiles({}), read: () => Promise.resolve(failed('unsupported', 'no')) };
    assert.equal(await editsOf({ elsewhere }, files), undefined);
  });

  it('leave out a file in which nothing changes', async () => {
    const elsewhere = [{ file: '/p/pnpm-workspace.yaml', changes: [ADD] }];
    const files = fakeFiles({ '/p/pnpm-workspace.yaml': 'overrides:\n  b: 2.0.0\n' });
    const edits = await editsOf({ changes: [SET], elsewhere }, files);
    assert.deepEqual(
      edits?.map(({ file }) => file),
      ['/p/package.json'],
    );
  });
});
