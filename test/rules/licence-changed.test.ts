import assert from 'node:assert/strict';
import { licenceChanged } from '../../server/src/rules/licence-changed.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';
import { history } from './support/history.js';

const drafts = (before: string | undefined, now: string | undefined, version = '1.1.0', ago = 2) =>
  draftsOf(licenceChanged, subject({ name: 'bus', version }), {
    packument: history({ '1.0.0': { ago: 100, license: before }, [version]: { ago, license: now } }),
  });

describe('licence-changed', () => {
  it('tells both licences and shows where they stand', () => {
    const draft = onlyDraft(drafts('MIT', 'BUSL-1.1'));
    assert.equal(draft.message, 'bus 1.1.0 is licensed as BUSL-1.1; 1.0.0 was licensed as MIT');
    assert.deepEqual(draft.evidence, [
      { kind: 'metadata', field: 'versions.1.0.0.license', value: 'MIT' },
      { kind: 'metadata', field: 'versions.1.1.0.license', value: 'BUSL-1.1' },
    ]);
  });

  const changed: readonly (readonly [string, string, 'low' | 'medium'])[] = [
    ['MIT', 'Apache-2.0', 'low'],
    ['ISC', 'MIT', 'low'],
    ['GPL-3.0', 'MIT', 'low'],
    ['MIT', '(MIT OR GPL-3.0)', 'low'],
    ['MIT', 'GPL-3.0-only', 'medium'],
    ['MPL-2.0', 'BUSL-1.1', 'medium'],
    ['MIT', 'SEE LICENSE IN LICENSE.txt', 'medium'],
    ['Apache-2.0', 'UNLICENSED', 'medium'],
    ['Apache-2.0', 'SSPL-1.0', 'medium'],
  ];
  for (const [before, now, level] of changed) {
    it(`is ${level} from ${before} to ${now}`, () => {
      assert.equal(onlyDraft(drafts(before, now)).level, level);
    });
  }

  const same: readonly (readonly [string | undefined, string | undefined])[] = [
    ['MIT', 'MIT'],
    ['MIT', '(MIT)'],
    ['MIT License', 'MIT'],
    ['The MIT License', 'mit'],
    ['MIT/X11', 'MIT'],
    ['BSD', 'BSD-3-Clause'],
    ['New BSD License', 'BSD-3-Clause'],
    ['Apache 2.0', 'Apache-2.0'],
    ['Apache License, Version 2.0', 'Apache-2.0'],
    ['GPLv3', 'GPL-3.0-or-later'],
    ['(MIT OR Apache-2.0)', 'Apache-2.0 or MIT'],
    ['MPL 2.0', 'MPL-2.0'],
    [undefined, 'MIT'],
    ['MIT', undefined],
  ];
  for (const [before, now] of same) {
    it(`says nothing where ${before ?? 'nothing'} becomes ${now ?? 'nothing'}`, () => {
      assert.deepEqual(drafts(before, now), []);
    });
  }

  it('says nothing of another major, or of what has been out for three months', () => {
    assert.deepEqual(drafts('MIT', 'BUSL-1.1', '2.0.0'), []);
    assert.deepEqual(drafts('MIT', 'BUSL-1.1', '1.1.0', 91), []);
  });
});
