import assert from 'node:assert/strict';
import { phrase } from '../../server/src/model/index.js';
import { createPopularitySource } from '../../server/src/sources/popularity.js';
import { readIntelligence } from '../../server/src/sources/support/intelligence/intelligence-reader.js';
import { compile } from './support/intelligence-samples.js';

const options = () => ({ signal: new AbortController().signal, freshness: 'cached' as const });
const provider = (bytes: Buffer) => () => Promise.resolve(readIntelligence(bytes));

describe('createPopularitySource', () => {
  const source = createPopularitySource(provider(compile({}, ['chalk', 'express', 'lodash'])));

  it('tells the rank of a much-used name, and no look-alikes of it', async () => {
    const [answer] = await source.lookUp([{ name: 'express' }], options());
    assert.deepEqual(answer, {
      status: 'ok',
      value: { rank: 2, listSize: 3, similar: [] },
      asOf: Date.UTC(2026, 7, 22),
    });
  });

  it('tells which much-used name another one resembles', async () => {
    const [answer, other] = await source.lookUp([{ name: 'lodahs' }, { name: 'acme-billing-service' }], options());
    assert.deepEqual(answer?.status === 'ok' && answer.value, {
      listSize: 3,
      similar: [{ name: 'lodash', rank: 3, how: phrase('swaps "{text}"', { text: 'sh' }), kind: 'slip' }],
    });
    assert.deepEqual(other?.status === 'ok' && other.value, { listSize: 3, similar: [] });
  });

  it('fails where the offline data cannot be used', async () => {
    const [answer] = await createPopularitySource(provider(Buffer.alloc(3))).lookUp([{ name: 'a' }], options());
    assert.equal(answer?.status, 'failed');
  });

  it("rejects with the signal's reason", async () => {
    const reason = new Error('closed');
    const signal = AbortSignal.abort(reason);
    await assert.rejects(source.lookUp([{ name: 'express' }], { ...options(), signal }), reason);
  });
});
