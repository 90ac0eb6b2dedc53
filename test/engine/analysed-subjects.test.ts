import assert from 'node:assert/strict';
import { inOrderOfSuspicion, isAnalysed } from '../../server/src/engine/analysed-subjects.js';
import { failed, ok, type Subject } from '../../server/src/model/index.js';
import { DAY, NOW, packument, subject } from '../support/subjects.js';

const published = (age: number, more: object = {}) =>
  ok(packument({ versions: { '1.0.0': { publishedAt: NOW - age, ...more } } }), NOW);
const OLD = published(1000 * DAY);
const UNKNOWN = failed('network', 'nobody answers');

function brought(more: Partial<Subject> = {}): Subject {
  return {
    name: 'some-package',
    resolution: { from: 'lockfile', version: '1.0.0' },
    direct: false,
    paths: [],
    ...more,
  };
}

describe('the packages whose files are looked into', () => {
  it('are those that a manifest names', () => {
    assert.ok(isAnalysed(subject(), OLD, NOW));
    assert.ok(isAnalysed(subject(), UNKNOWN, NOW));
  });

  it('are those that are brought along and run something at install, or are young', () => {
    const locked = { id: 'x', version: '1.0.0', hasInstallScript: true };
    assert.ok(isAnalysed(brought({ locked }), UNKNOWN, NOW));
    assert.ok(isAnalysed(brought(), published(1000 * DAY, { installScripts: { install: 'x' } }), NOW));
    assert.ok(isAnalysed(brought(), published(1000 * DAY, { hasInstallScript: true }), NOW));
    assert.ok(isAnalysed(brought(), published(13 * DAY), NOW));
  });

  it('are no others: a project brings hundreds of megabytes along', () => {
    assert.ok(!isAnalysed(brought(), published(15 * DAY), NOW));
    assert.ok(!isAnalysed(brought(), UNKNOWN, NOW));
  });

  it('are none without a version, or that come past the registry', () => {
    assert.ok(!isAnalysed(subject({ resolution: { from: 'nowhere', because: 'no-such-version' } }), OLD, NOW));
    assert.ok(!isAnalysed(subject({ declared: { kind: 'git', url: 'x', pinned: false, insecure: false } }), OLD, NOW));
  });

  it('come direct ones first, then those that run something, then by age', () => {
    const known = new Map([
      ['old', OLD],
      ['young', published(DAY)],
      ['younger', published(DAY / 2)],
      ['script', published(1000 * DAY, { hasInstallScript: true })],
    ]);
    const all = [...known.keys()].map((name) => brought({ name }));
    const direct = subject({ name: 'old' });
    const order = inOrderOfSuspicion([...all, direct], ({ name }) => known.get(name));
    assert.deepEqual(
      order.map(({ name, direct: isDirect }) => (isDirect ? `direct ${name}` : name)),
      ['direct old', 'script', 'younger', 'young', 'old'],
    );
  });
});
