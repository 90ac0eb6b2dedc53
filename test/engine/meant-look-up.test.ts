import assert from 'node:assert/strict';
import { meantLookUp } from '../../server/src/engine/meant-look-up.js';
import { absent, failed, ok, type Popularity, type SimilarName } from '../../server/src/model/index.js';
import { NOW, packument, subject } from '../support/subjects.js';

const LODASH: SimilarName = { name: 'lodash', rank: 9, how: 'swaps "sh"', kind: 'slip' };
const standing = (given: Partial<Popularity>) => ok({ listSize: 8000, similar: [], ...given }, NOW);
const few = ok(packument({ name: 'lodahs' }), NOW);

describe('meantLookUp', () => {
  it('asks for the name that a line resembles, or that it is put together from', () => {
    const line = subject({ name: 'lodahs' });
    assert.deepEqual(meantLookUp(line, few, standing({ similar: [LODASH] })), { name: 'lodash' });
    assert.deepEqual(meantLookUp(line, absent(NOW), standing({ compound: { how: '', meant: ['react'] } })), {
      name: 'react',
    });
  });

  it('asks for nothing where no rule would speak of it', () => {
    const line = subject({ name: 'lodahs' });
    const versions = Array.from({ length: 20 }, (_, index) => `1.${index}.0`);
    assert.equal(meantLookUp(line, few, standing({})), undefined);
    assert.equal(meantLookUp(line, few, standing({ similar: [LODASH], rank: 7 })), undefined);
    assert.equal(meantLookUp(line, few, standing({ similar: [LODASH], established: true })), undefined);
    assert.equal(meantLookUp(line, ok(packument({ versions }), NOW), standing({ similar: [LODASH] })), undefined);
    assert.equal(meantLookUp(subject({ dependency: null }), few, standing({ similar: [LODASH] })), undefined);
  });

  it('asks nobody where the registry has not answered about the line', () => {
    const unasked = [undefined, failed('offline', ''), failed('unauthorized', '')];
    for (const packumentOutcome of unasked) {
      assert.equal(meantLookUp(subject(), packumentOutcome, standing({ similar: [LODASH] })), undefined);
    }
  });
});
