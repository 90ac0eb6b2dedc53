import assert from 'node:assert/strict';
import { JudgingEngine } from '../../../server/src/engine/judging-engine.js';
import { fakeParts } from '../../support/fake-engine-parts.js';

const REF = { manifestPath: '/shop/package.json', trusted: true };
const SIGNAL = new AbortController().signal;

describe('a package about which nobody is asked', () => {
  it('is judged by what the program brings along, and says so', async () => {
    const { parts, asked } = fakeParts({ files: {} });
    const engine = new JudgingEngine(parts);
    const { coverage } = await engine.explain('a', undefined, REF, SIGNAL, 'nobody');
    assert.deepEqual(asked.map((one) => one.split(' ')[0]).sort(), ['intelligence', 'popularity', 'replacements']);
    const registry = coverage.find(({ question }) => question === 'packument');
    assert.equal(registry?.status, 'skipped');
    assert.match(registry.reason ?? '', /Nobody was asked about it/);
  });

  it('is looked up all the same once somebody may be asked', async () => {
    const { parts, asked } = fakeParts({ files: {} });
    const engine = new JudgingEngine(parts);
    await engine.explain('a', undefined, REF, SIGNAL, 'nobody');
    await engine.explain('a', undefined, REF, SIGNAL, 'everybody');
    assert.ok(asked.includes('packument a'));
  });
});
