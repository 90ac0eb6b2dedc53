import assert from 'node:assert/strict';
import { createNameSuggestions } from '../../server/src/sources/name-suggestions.js';
import { readIntelligence } from '../../server/src/sources/support/intelligence/intelligence-reader.js';
import { compile } from './support/intelligence-samples.js';

const suggestions = (bytes: Buffer): ReturnType<typeof createNameSuggestions> =>
  createNameSuggestions(() => Promise.resolve(readIntelligence(bytes)));

describe('createNameSuggestions', () => {
  const malware = { id: 'MAL-2025-1', sources: ['osv'] };
  const bytes = compile(
    {
      loyal: { malware: [{ ...malware, affects: ['1.0.1'] }], advisories: [] },
      loot: { malware: [{ ...malware, affects: '*' }], advisories: [] },
    },
    ['loot', 'lodash', 'loyal'],
  );

  it('gives much-used names, and none that is malware whatever the version', async () => {
    assert.deepEqual(await suggestions(bytes)('lo', 10), [
      { name: 'lodash', rank: 2 },
      { name: 'loyal', rank: 3 },
    ]);
  });

  it('gives none where the offline data cannot be used', async () => {
    assert.deepEqual(await suggestions(Buffer.alloc(3))('lo', 10), []);
  });
});
