import assert from 'node:assert/strict';
import { EnginePool } from '../../server/src/lsp/engine-pool.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/model/index.js';
import { NOTHING_RUNS } from './support/editor.js';
import { FakeEngine } from './support/fake-engine.js';

const NETWORK = { strictSsl: true, certificates: [] };

describe('the pool of engines', () => {
  let created: Settings[];
  let pool: EnginePool;
  beforeEach(() => {
    created = [];
    pool = new EnginePool((settings) => {
      created.push(settings);
      const info = { folder: '', entries: 0, bytes: 0, maxBytes: 0 };
      const cache = {
        ...{ info: () => Promise.resolve(info), clear: () => Promise.resolve() },
        ...{ read: () => Promise.resolve(undefined), write: () => Promise.resolve() },
      };
      const intelligence = { asOf: () => Promise.resolve(undefined), renew: () => Promise.resolve(false) };
      return { engine: new FakeEngine(), repositories: NOTHING_RUNS, cache, intelligence };
    }, NETWORK);
  });
  const engineFor = (given: Partial<Settings>): unknown => pool.for({ ...DEFAULT_SETTINGS, ...given }).engine;

  it('has one for all settings that make no difference to an engine', () => {
    const engine = engineFor({});
    assert.equal(engineFor({ enable: false }), engine);
    assert.equal(engineFor({ severity: { critical: 'hint', high: 'hint', medium: 'hint', low: 'hint' } }), engine);
    assert.equal(engineFor({ 'intelligence.maximumAge': 1, 'intelligence.mirror': '/data' }), engine);
    assert.equal(created.length, 1);
  });

  it('has one for each way that does', () => {
    const engine = engineFor({});
    assert.notEqual(engineFor({ offline: true }), engine);
    assert.notEqual(engineFor({ 'advisories.osv': false }), engine);
    assert.equal(engineFor({}), engine);
  });

  it('keeps a few: the one that was not used for longest goes', () => {
    const engine = engineFor({});
    for (const cooldownHours of [1, 2, 3]) engineFor({ cooldownHours });
    assert.equal(engineFor({}), engine);
    engineFor({ cooldownHours: 4 });
    assert.equal(pool.all().length, 4);
    assert.equal(engineFor({}), engine);
    assert.equal(created.length, 5);
    engineFor({ cooldownHours: 1 });
    assert.equal(created.length, 6);
  });

  it('begins anew with another network', () => {
    const engine = engineFor({});
    pool.setNetwork({ ...NETWORK, proxy: 'http://proxy.invalid:3128' });
    assert.deepEqual(pool.all(), []);
    assert.notEqual(engineFor({}), engine);
  });
});
