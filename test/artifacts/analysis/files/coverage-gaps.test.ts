import assert from 'node:assert/strict';
import { coverageGaps } from '../../../../server/src/artifacts/analysis/files/coverage-gaps.js';

const ELF = Buffer.from('\u007fELF\0\0\0\0', 'latin1');

describe('what the analysis does not look into', () => {
  it('are native programs, each with its kind and size', () => {
    const large = { path: 'bin/large', bytes: Buffer.from('texts'), head: ELF, wholeSize: 9_000_000 };
    const found = coverageGaps([{ path: 'bin/tool', bytes: ELF }, { path: 'a.js', bytes: Buffer.from('1') }, large]);
    assert.deepEqual(found.binaries, [
      { file: 'bin/tool', format: 'ELF', bytes: 8 },
      { file: 'bin/large', format: 'ELF', bytes: 9_000_000 },
    ]);
    assert.deepEqual(found.notAnalysed, [
      { kind: 'native-not-analysed', file: 'bin/tool', detail: 'ELF' },
      { kind: 'native-not-analysed', file: 'bin/large', detail: 'ELF' },
    ]);
  });
});
