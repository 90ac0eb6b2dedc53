import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lowestThat } from '../../../server/src/engine/transitive/lowest-that.js';

describe('the lowest version that will do', () => {
  it('is found among few by trying them in turn, whatever comes after it', async () => {
    const tried: number[] = [];
    const holds = (item: number): Promise<boolean> => {
      tried.push(item);
      return Promise.resolve(item === 3);
    };
    assert.equal(await lowestThat([1, 2, 3, 4, 5], holds), 3);
    assert.deepEqual(tried, [1, 2, 3]);
    assert.equal(await lowestThat([1, 2], holds), undefined);
    assert.equal(await lowestThat([], holds), undefined);
  });

  it('is found among many in a few tries, where all later ones will do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 9, max: 2000 }), fc.nat(2100), async (length, first) => {
        let tries = 0;
        const items = Array.from({ length }, (_, index) => index);
        const found = await lowestThat(items, (item) => {
          tries += 1;
          return Promise.resolve(item >= first);
        });
        assert.equal(found, first < length ? first : undefined);
        assert.ok(tries <= 13, String(tries));
      }),
    );
  });

  it('is always one that was tried and will do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 60 }), async (doing) => {
        const items = doing.map((does, index) => ({ does, index }));
        const found = await lowestThat(items, ({ does }) => Promise.resolve(does));
        assert.ok(found === undefined || found.does);
      }),
    );
  });
});
