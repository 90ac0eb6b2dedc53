import assert from 'node:assert/strict';
import { coverageOf } from '../../server/src/engine/coverage.js';
import { ok, type ArtifactFacts } from '../../server/src/model/index.js';
import { artifactFacts } from '../support/artifacts.js';
import { NOW } from '../support/subjects.js';

describe('the coverage of an analysis', () => {
  const coverage = (given: Partial<ArtifactFacts>) => coverageOf({ artifact: ok(artifactFacts(given), NOW) });
  const answered = { question: 'artifact', status: 'answered', asOf: NOW };

  it('is whole where everything was looked into', () => {
    assert.deepEqual(coverage({}), [answered]);
  });

  it('says what was not looked into, by nature or by accident', () => {
    const native = (file: string) => ({ kind: 'native-not-analysed' as const, file, detail: 'ELF' });
    assert.deepEqual(coverage({ notAnalysed: [native('bin/tool'), native('bin/other')] }), [
      { ...answered, partial: true, reason: 'Not analysed: native programs (bin/tool and 1 more).' },
    ]);
    const incomplete = [{ file: 'a\n.js', reason: 'cannot be read' }, { reason: 'and so on' }];
    assert.deepEqual(coverage({ incomplete })[0]?.reason, 'Not analysed: a .js: cannot be read; and 1 more.');
  });
});
