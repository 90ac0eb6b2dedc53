import assert from 'node:assert/strict';
import { versionsOnDemand } from '../../../../server/src/sources/support/packument/versions-on-demand.js';

const NAMES = ['1.0.0', '2.0.0', '10.0.0-rc.1'];

function made() {
  const read: string[] = [];
  const versions = versionsOnDemand({
    names: NAMES,
    find(version) {
      if (!NAMES.includes(version)) return undefined;
      read.push(version);
      return { version };
    },
  });
  return { read, versions };
}

describe('versions that are read when they are asked for', () => {
  it('are read once each, and only those', () => {
    const { read, versions } = made();
    assert.equal(versions['2.0.0'], versions['2.0.0']);
    assert.deepEqual(read, ['2.0.0']);
  });

  it('tell their names without being read', () => {
    const { read, versions } = made();
    assert.deepEqual(Object.keys(versions), NAMES);
    assert.ok(Object.hasOwn(versions, '1.0.0') && '1.0.0' in versions);
    assert.ok(!Object.hasOwn(versions, '3.0.0') && !('3.0.0' in versions));
    assert.deepEqual(read, []);
  });

  it('look like a plain record', () => {
    const plain = Object.assign(Object.create(null) as object, {
      ...Object.fromEntries(NAMES.map((version) => [version, { version }])),
    });
    assert.deepEqual(made().versions, plain);
    assert.equal(JSON.stringify(made().versions), JSON.stringify(plain));
    assert.deepEqual({ ...made().versions }, { ...plain });
  });

  it('have nothing of a prototype, and take nothing', () => {
    const { versions } = made();
    for (const key of ['constructor', '__proto__', 'toString', '3.0.0', '']) assert.equal(versions[key], undefined);
    const written = versions as Record<string, unknown>;
    assert.throws(() => (written['1.0.0'] = 1), TypeError);
    assert.throws(() => delete written['1.0.0'], TypeError);
  });
});
