import assert from 'node:assert/strict';
import { findingPointer } from '../../../server/src/features/support/finding-pointer.js';
import { finding, subject } from '../../support/subjects.js';

const URI = 'file:///project/package.json';

describe('a pointer to a finding', () => {
  it('names the package at fault', () => {
    const found = finding({ rule: 'deprecated', fingerprint: 'deprecated|a@1.0.0' });
    assert.deepEqual(findingPointer(URI, subject({ name: 'a' }), found), {
      uri: URI,
      package: 'a@1.0.0',
      rule: 'deprecated',
      fingerprint: 'deprecated|a@1.0.0',
    });
  });

  it('names the line that brings the package in, where it is not the line itself', () => {
    const brought = subject({ name: 'qs', version: '6.7.0', dependency: null, broughtInBy: 'express' });
    const { package: id, broughtInBy } = findingPointer(URI, brought, finding({ rule: 'known-vulnerability' }));
    assert.deepEqual({ id, broughtInBy }, { id: 'qs@6.7.0', broughtInBy: 'express' });
  });
});
