import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readDeclared } from '../../server/src/model/index.js';

/** As JSON: without the missing prototypes. */
function read(manifest: Readonly<Record<string, unknown>>): unknown {
  return JSON.parse(JSON.stringify(readDeclared(manifest)));
}

describe('what a manifest asks for', () => {
  it('tells what has to be there from what may be missing, which registries repeat among the others', () => {
    const manifest = { dependencies: { a: '^1.0.0', b: '2' }, optionalDependencies: { b: '~2.1.0' } };
    assert.deepEqual(read(manifest), { required: { a: '^1.0.0' }, optional: { b: '~2.1.0' }, peers: {}, bundled: [] });
  });

  it('counts the peers that are not optional', () => {
    const peerDependencies = { react: '>=18', typescript: '*' };
    const peerDependenciesMeta = { typescript: { optional: true }, react: {} };
    assert.deepEqual(read({ peerDependencies, peerDependenciesMeta }), {
      ...{ required: {}, optional: {}, bundled: [] },
      peers: { react: '>=18' },
    });
  });

  for (const [written, names] of [
    [{ bundleDependencies: ['a'] }, ['a']],
    [{ bundledDependencies: ['b', 3] }, ['b']],
    [{ bundleDependencies: true }, ['a', 'b']],
    [{ bundleDependencies: false }, []],
  ] as const) {
    it(`knows what lies inside the package file: ${JSON.stringify(written)}`, () => {
      const { bundled } = readDeclared({ dependencies: { a: '1', b: '1' }, ...written });
      assert.deepEqual(bundled, names);
    });
  }

  it('takes names that every object has for names like any other', () => {
    const manifest = JSON.parse('{"dependencies":{"__proto__":"1","constructor":"2"}}') as Record<string, unknown>;
    assert.deepEqual(Object.entries(readDeclared(manifest).required), [
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
    assert.equal(readDeclared({}).required.constructor, undefined);
  });

  it('never throws, and holds nothing but texts', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('dependencies', 'peerDependenciesMeta', 'bundleDependencies', 'x'),
          fc.jsonValue(),
        ),
        (manifest) => {
          const { required, bundled } = readDeclared(manifest);
          return [...Object.values(required), ...bundled].every((text) => typeof text === 'string');
        },
      ),
    );
  });
});
