import assert from 'node:assert/strict';
import { findFrom, NodeModulesTree } from '../../../server/src/formats/support/node-modules-tree.js';

const LOCATIONS = [
  'node_modules/a',
  'node_modules/@s/b',
  'node_modules/@s/b/node_modules/a',
  'packages/p',
  'packages/p/node_modules/a',
  'packages/p/sub',
  '../outside',
  '../outside/node_modules/c',
  '/absolute',
  'node_modules/lonely/node_modules/x',
];

describe('NodeModulesTree', () => {
  const tree = new NodeModulesTree();
  for (const location of LOCATIONS) tree.add(location, location);
  tree.add('node_modules/linked', 'packages/p');

  const table: readonly (readonly [string, string, string | undefined])[] = [
    ['', 'a', 'node_modules/a'],
    ['node_modules/a', '@s/b', 'node_modules/@s/b'],
    ['node_modules/@s/b', 'a', 'node_modules/@s/b/node_modules/a'],
    ['packages/p', 'a', 'packages/p/node_modules/a'],
    ['packages/p/sub', 'a', 'packages/p/node_modules/a'],
    ['packages/p/sub', '@s/b', 'node_modules/@s/b'],
    ['packages/q', 'a', 'node_modules/a'],
    ['', 'linked', 'packages/p'],
    // Between an entry and the root nothing needs to be there.
    ['node_modules/lonely/node_modules/x', 'a', 'node_modules/a'],
    ['../outside', 'c', '../outside/node_modules/c'],
    ['../outside', 'a', undefined],
    ['/absolute', 'a', undefined],
    ['', 'c', undefined],
    ['', 'lonely', undefined],
  ];
  for (const [from, name, expected] of table) {
    it(`finds ${expected ?? 'nothing'} for ${name} from ${from || 'the root'}`, () => {
      const place = new NodeModulesTree();
      for (const location of LOCATIONS) place.add(location, location);
      place.add('node_modules/linked', 'packages/p');
      const known = LOCATIONS.includes(from) ? from : undefined;
      assert.equal(findFrom(place.add(from, known), name), expected);
    });
  }

  it('knows the name under which something is installed', () => {
    const names = LOCATIONS.map((location) => tree.add(location, location)?.installedAs);
    assert.deepEqual(names, ['a', '@s/b', 'a', undefined, 'a', undefined, undefined, 'c', undefined, 'x']);
  });

  it('refuses places that are too deep to be real', () => {
    assert.equal(tree.add('node_modules/a/'.repeat(200) + 'node_modules/a', 'deep'), undefined);
    assert.equal(tree.add('a/'.repeat(100_000), 'deep'), undefined);
  });
});
