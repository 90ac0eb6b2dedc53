import assert from 'node:assert/strict';
import { listEntries } from '../../server/src/model/index.js';
import { MAX_STEPS } from '../../server/src/model/dependency-graph.js';
import { graphWith as graph, lockEntry as entry } from '../support/graphs.js';

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

  it('tells the beginning of a way that is too long, and how much is left out', () => {
    const ids = Array.from({ length: MAX_STEPS + 2 }, (_, index) => `p${String(index).padStart(3, '0')}`);
    const entries = ids.map((id, index) => entry(id, { dependsOn: ids.slice(index + 1, index + 2) }));
    const listed = listEntries(graph(entries, { '': ids.slice(0, 1) }));
    const told = ['.', ...ids.slice(0, MAX_STEPS).map((id) => `${id}@1.0.0`)];
    assert.deepEqual(
      listed.slice(-3).map(({ path, pathOmits }) => [path, pathOmits]),
      [
        [told, undefined],
        [told, 1],
        [told, 2],
      ],
    );
  });
});
