import assert from 'node:assert/strict';
import { failed, ok, type DependencyGraph, type LockEntry } from '../../server/src/model/index.js';
import { NOW } from '../report/samples.js';
import { CWD, run } from './fakes.js';

const entry = (id: string, more: Partial<LockEntry>): [string, LockEntry] => [
  id,
  { id, name: id, version: '1.0.0', span: { start: 0, end: 1 }, dependsOn: [], ...more },
];

const GRAPH: DependencyGraph = {
  format: 'package-lock.json',
  lockfileVersion: '3',
  importers: [
    {
      id: '',
      resolves: new Map([
        ['express', 'express'],
        ['ui', 'ui'],
      ]),
    },
  ],
  entries: new Map([
    entry('express', { version: '4.17.1', direct: true, integrity: 'sha512-abc', dependsOn: ['qs'] }),
    entry('qs', { version: '6.7.0', dev: true, optional: true }),
    entry('ui', { name: '@acme/ui', alias: 'ui', version: null, link: true, direct: true }),
    entry('lo\u001b[2Jst', { unreachable: true }),
  ]),
  problems: [{ message: 'One entry is bad.' }, { message: 'One entry is bad.', span: { start: 0, end: 1 } }],
};

const world = { lockfiles: { [`${CWD}/package-lock.json`]: ok(GRAPH, NOW), [CWD]: ok(GRAPH, NOW) } };

describe('list', () => {
  it('prints a table, and each problem once: what, how it is marked, and the way there', async () => {
    const { code, stdout, stderr } = await run(['list'], world);
    assert.equal(code, 0);
    assert.equal(
      stdout,
      `package-lock.json, version 3: 4 packages, 2 direct

ui=@acme/ui     link          direct
express@4.17.1                direct
lost@1.0.0      unreachable
qs@6.7.0        dev optional  express
`,
    );
    assert.equal(stderr, `package-risk: ${CWD}: One entry is bad.\n`);
  });

  it('prints one sorted JSON array for --json', async () => {
    const { code, stdout } = await run(['list', 'package-lock.json', '--json'], world);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout), [
      { id: 'ui', name: '@acme/ui', version: null, alias: 'ui', direct: true, link: true, path: ['.', 'ui=@acme/ui@'] },
      {
        id: 'express',
        name: 'express',
        version: '4.17.1',
        integrity: 'sha512-abc',
        direct: true,
        path: ['.', 'express@4.17.1'],
      },
      { id: 'lo\u001b[2Jst', name: 'lo\u001b[2Jst', version: '1.0.0', unreachable: true, path: [] },
      {
        id: 'qs',
        name: 'qs',
        version: '6.7.0',
        dev: true,
        optional: true,
        path: ['.', 'express@4.17.1', 'qs@6.7.0'],
      },
    ]);
  });

  const broken: DependencyGraph = { ...GRAPH, entries: new Map(), problems: [{ message: 'This is no JSON.' }] };
  const unreadable: readonly (readonly [what: string, path: string, complaint: string])[] = [
    ['there is none', 'nowhere', 'nowhere: there is no lockfile.'],
    ['it cannot be read', 'huge', 'huge: It is larger than 256 MB.'],
    ['nothing in it makes sense', 'broken', 'broken: This is no JSON.'],
  ];
  for (const [what, path, complaint] of unreadable) {
    it(`exits 2 with one sentence where ${what}`, async () => {
      const lockfiles = {
        [`${CWD}/huge`]: failed('too-large', 'It is larger than 256 MB.'),
        [`${CWD}/broken`]: ok(broken, NOW),
      };
      const { code, stdout, stderr } = await run(['list', path], { lockfiles });
      assert.deepEqual([code, stdout, stderr], [2, '', `package-risk: ${complaint}\n`]);
    });
  }

  it('judges nothing', async () => assert.deepEqual((await run(['list'], world)).asked, []));
});
