import assert from 'node:assert/strict';
import { addressOf } from '../../../server/src/rules/support/locked-address.js';
import { lodashPlace } from './locked-subject.js';

describe('addressOf', () => {
  const table: readonly (readonly [string, string | undefined])[] = [
    ['https://R.invalid:8443/a/-/a-1.0.0.tgz', 'tarball r.invalid:8443'],
    ['https://someone:secret@r.invalid/a.tgz', 'tarball r.invalid'],
    ['npm:1.0.0::__archiveUrl=https%3A%2F%2Fr.invalid%2Fa.tgz&x=1', 'tarball r.invalid'],
    ['npm:1.0.0', undefined],
    ['patch:a@npm%3A1.0.0#a.patch', undefined],
    ['git+ssh://git@git.invalid/a/b.git#abc', 'git git.invalid'],
    ['git@git.invalid:a/b.git', 'git '],
    ['github:a/b#abc', 'git '],
    ['https://git.invalid/a/b.git#commit=abc', 'git git.invalid'],
    ['file:a.tgz', 'file '],
    ['vendor/a', undefined],
  ];
  for (const [resolved, expected] of table) {
    it(`takes ${resolved} for ${expected ?? "the registry's"}`, () => {
      const found = addressOf(lodashPlace({ resolved }));
      assert.equal(found && `${found.kind} ${found.host}`, expected);
    });
  }
});
