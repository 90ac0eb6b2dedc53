import assert from 'node:assert/strict';
import { packageJson } from '../../server/src/formats/package-json.js';
import { lineToAdd } from '../../server/src/remedies/line-to-add.js';

function valueFor(manifest: object, section: 'dependencies' | 'devDependencies' = 'dependencies'): string | undefined {
  const others = packageJson.read(JSON.stringify(manifest)).dependencies;
  const change = lineToAdd({ name: 'x', version: '1.2.3', section, others });
  return change?.op === 'add' ? String(change.value) : undefined;
}

describe('lineToAdd', () => {
  it('leaves as much room for newer versions as most lines of its section do', () => {
    assert.equal(valueFor({}), '^1.2.3');
    assert.equal(valueFor({ dependencies: { a: '1.0.0', b: '2.0.0', c: '^1' } }), '1.2.3');
    assert.equal(valueFor({ dependencies: { a: '~1.0.0' } }), '~1.2.3');
    assert.equal(
      valueFor({ dependencies: { a: '1.0.0' }, devDependencies: { b: '^1.0.0' } }, 'devDependencies'),
      '^1.2.3',
    );
    assert.equal(valueFor({ dependencies: { a: '1.0.0' } }, 'devDependencies'), '1.2.3');
    assert.equal(valueFor({ dependencies: { a: 'file:a', b: 'git+https://b.example/b.git' } }), '^1.2.3');
  });

  it('writes no name and no version that is none', () => {
    const line = { section: 'dependencies', others: [] } as const;
    assert.equal(lineToAdd({ ...line, name: 'a b', version: '1.0.0' }), undefined);
    assert.equal(lineToAdd({ ...line, name: 'a', version: '1.0.0" ,' }), undefined);
  });
});
