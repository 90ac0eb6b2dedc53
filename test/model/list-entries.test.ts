import assert from 'node:assert/strict';
import { listEntries, type DependencyGraph, type LockEntry } from '../../server/src/model/index.js';

function entry(id: string, more: Partial<LockEntry> = {}): LockEntry {
  return { id, name: id, version: '1.0.0', span: { start: 0, end: 0 }, dependsOn: [], ...more };
}

function graph(entries: readonly LockEntry[], importers: Readonly<Record<string, readonly string[]>>): DependencyGraph {
  return {
    format: 'test',
    lockfileVersion: '1',
    importers: Object.entries(importers).map(([id, names]) => ({
      id,
      resolves: new Map(names.map((name) => [name, name])),
    })),
    entries: new Map(entries.map((one) => [one.id, one])),
    problems: [],
  };
}

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('listEntries', () => {
  it('sorts by name, version and id, whatever the machine speaks', () => {
    const entries = [
      entry('3', { name: 'b', version: '1.0.0' }),
      entry('2', { name: 'a', version: '2.0.0' }),
      entry('1', { name: 'a', version: '10.0.0' }),
      entry('0', { name: 'a', version: null }),
      entry('5', { name: 'B' }),
      entry('4', { name: 'b', version: '1.0.0' }),
    ];
    assert.deepEqual(
      listEntries(graph(entries, {})).map(({ id }) => id),
      ['5', '0', '1', '2', '3', '4'],
    );
  });

  it('writes an entry with the keys that other programs know, and no others', () => {
    const full = entry('id', {
      name: 'real',
      alias: 'alias',
      resolved: 'https://registry.npm.example/real/-/real-1.0.0.tgz',
      integrity: 'sha512-AAAA',
      dev: true,
      optional: true,
      direct: true,
      bundled: true,
      deprecated: 'no',
      hasInstallScript: true,
      localDir: true,
    });
    assert.deepEqual(json(listEntries(graph([full], { '': ['id'] }))), [
      {
        id: 'id',
        name: 'real',
        version: '1.0.0',
        alias: 'alias',
        resolved: 'https://registry.npm.example/real/-/real-1.0.0.tgz',
        integrity: 'sha512-AAAA',
        dev: true,
        optional: true,
        direct: true,
        bundled: true,
        path: ['.', 'alias=real@1.0.0'],
      },
    ]);
  });

  it('leads to each entry from the importer that is nearest', () => {
    const entries = [
      entry('a', { dependsOn: ['b'] }),
      entry('b', { dependsOn: ['c'] }),
      entry('c', { version: null, dependsOn: ['a'] }),
      entry('lost', { unreachable: true }),
    ];
    const listed = listEntries(graph(entries, { '': ['a'], 'packages/p': ['b'] }));
    assert.deepEqual(
      listed.map(({ path }) => path),
      [['.', 'a@1.0.0'], ['packages/p', 'b@1.0.0'], ['packages/p', 'b@1.0.0', 'c@'], []],
    );
    assert.equal(listed[2]?.version, null);
    assert.equal(listed[3]?.unreachable, true);
  });
});
