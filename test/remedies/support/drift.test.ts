import assert from 'node:assert/strict';
import { driftsToUnsafe } from '../../../server/src/remedies/support/drift.js';
import { assessment, facts, packument } from '../../support/subjects.js';
import { remedyContext } from './remedy-context.js';

const context = remedyContext({ line: { name: 'a', declared: '^1.0.0' }, rules: ['known-vulnerability'] });
const given = (distTags: Record<string, string>, deprecated: readonly string[], unsafe: readonly string[]) => {
  const versions = Object.fromEntries(
    ['1.0.0', '1.1.0', '1.2.0', '2.0.0'].map((version) => [
      version,
      deprecated.includes(version) ? { deprecated: 'old' } : {},
    ]),
  );
  return {
    ...context,
    assessment: assessment({ facts: facts({ packument: packument({ versions, distTags }) }) }),
    unsafeVersions: new Set(unsafe),
  };
};

describe('driftsToUnsafe', () => {
  const cases: readonly (readonly [string, ReturnType<typeof given>, boolean])[] = [
    ['the highest in the range is unsafe', given({ latest: '2.0.0' }, [], ['1.2.0']), true],
    ['only a lower one is unsafe', given({ latest: '2.0.0' }, [], ['1.1.0']), false],
    ['`latest` is in the range and unsafe', given({ latest: '1.1.0' }, [], ['1.1.0']), true],
    ['the highest is unsafe, but `latest` is in the range', given({ latest: '1.1.0' }, [], ['1.2.0']), false],
    ['the highest is unsafe, but deprecated, so that another is taken', given({}, ['1.2.0'], ['1.2.0']), false],
    ['all are deprecated and the highest is unsafe', given({}, ['1.0.0', '1.1.0', '1.2.0'], ['1.2.0']), true],
  ];
  for (const [name, one, expected] of cases) {
    it(`${expected ? 'is true' : 'is false'} where ${name}`, () =>
      assert.equal(driftsToUnsafe(one, '^1.0.0'), expected));
  }

  it('claims nothing where the versions are unknown or were not judged', () => {
    assert.equal(driftsToUnsafe({ ...context, unsafeVersions: new Set(['1.2.0']) }, '^1.0.0'), false);
    assert.equal(driftsToUnsafe({ ...given({}, [], ['1.2.0']), unsafeVersions: undefined }, '^1.0.0'), false);
  });
});
