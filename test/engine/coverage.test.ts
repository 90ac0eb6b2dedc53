import assert from 'node:assert/strict';
import { coverageOf } from '../../server/src/engine/coverage.js';
import {
  absent,
  inEnglish,
  ok,
  type Advisory,
  type Coverage,
  type ArtifactFacts,
  type Facts,
} from '../../server/src/model/index.js';
import { artifactFacts } from '../support/artifacts.js';
import { NOW, packument, subject, type PackumentGiven } from '../support/subjects.js';

describe('the coverage of an analysis', () => {
  const coverage = (given: Partial<ArtifactFacts>) =>
    coverageOf({ artifact: ok(artifactFacts(given), NOW) }, subject());
  const answered: Coverage = { question: 'artifact', status: 'answered', asOf: NOW };

  it('is whole where everything was looked into', () => {
    assert.deepEqual(coverage({}), [answered]);
  });

  it('says what was not looked into, by nature or by accident', () => {
    const native = (file: string) => ({ kind: 'native-not-analysed' as const, file, detail: 'ELF' });
    const [{ wording, ...natives } = answered] = coverage({ notAnalysed: [native('bin/tool'), native('bin/other')] });
    const reason = 'Not analysed: native programs (bin/tool and 1 more).';
    assert.deepEqual(natives, { ...answered, partial: true, reason });
    assert.equal(inEnglish(wording ?? ''), reason);
    const incomplete = [{ file: 'a\n.js', reason: 'cannot be read' }, { reason: 'and so on' }];
    assert.deepEqual(coverage({ incomplete })[0]?.reason, 'Not analysed: a .js: cannot be read; and 1 more.');
  });
});

describe('the coverage of a registry document', () => {
  const reasonOf = (given: PackumentGiven) =>
    coverageOf({ packument: ok(packument(given), NOW) }, subject())[0]?.reason;
  const told = { '1.0.0': { publisher: 'ada' } };

  it('is whole where it tells who published and when', () => {
    assert.equal(reasonOf({ versions: told }), undefined);
  });

  it('says once what no rule about the history of a package can know', () => {
    assert.equal(
      reasonOf({ versions: ['1.0.0'], createdAt: undefined }),
      'The registry does not tell who published it, nor when its versions came, so its publish history was not judged.',
    );
    assert.equal(
      reasonOf({ versions: ['1.0.0'] }),
      'The registry does not tell who published it, so its publish history was not judged.',
    );
    assert.match(reasonOf({ versions: told, createdAt: undefined }) ?? '', /^The registry does not tell when /);
  });

  it('says that something could not be read, of the document or of the version', () => {
    const reason = 'Not all that the registry says of it could be read, so it may be worse than it looks.';
    assert.equal(reasonOf({ versions: { '1.0.0': { publisher: 'ada', partial: true } } }), reason);
    assert.equal(reasonOf({ versions: told, partial: true }), reason);
    assert.equal(reasonOf({ versions: { '2.0.0': {} }, partial: true }), reason);
  });

  it('says nothing of a version that is not there', () => {
    assert.equal(reasonOf({ versions: { '2.0.0': {} } }), undefined);
  });
});

describe('the coverage of advisories', () => {
  const flaw: Advisory = { id: 'GHSA-1', aliases: [], summary: '', url: '' };
  const reasonOf = (question: 'osv' | 'registryAdvisories', ...advisories: readonly Advisory[]) =>
    coverageOf({ [question]: ok(advisories, NOW) }, subject())[0]?.reason;

  for (const question of ['osv', 'registryAdvisories'] as const) {
    it(`is whole unless one could not be read in full: ${question}`, () => {
      assert.equal(reasonOf(question, flaw), undefined);
      assert.equal(
        reasonOf(question, flaw, { ...flaw, partial: true }),
        'Not all of the advisories could be read in full, so there may be more to them than is shown.',
      );
    });
  }
});

describe('the coverage of signatures', () => {
  it('says so where nothing was there to verify them with', () => {
    const reasonOf = (signature: Facts['signature']) => coverageOf({ signature }, subject())[0]?.reason;
    assert.equal(reasonOf(ok({ verdict: 'valid' }, NOW)), undefined);
    assert.equal(
      reasonOf(ok({ verdict: 'unknown-key' }, NOW)),
      'It is signed with a key that the registry does not name, so its signature was not verified.',
    );
    assert.equal(reasonOf(absent(NOW)), 'The registry publishes no keys, so its signatures were not verified.');
  });
});
