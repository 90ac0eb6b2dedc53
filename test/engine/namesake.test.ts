import assert from 'node:assert/strict';
import { namesakeOf } from '../../server/src/engine/namesake.js';
import { absent, ok } from '../../server/src/model/index.js';
import { DAY, NOW, packument, subject, type PackumentGiven } from '../support/subjects.js';

const young = (given: PackumentGiven = {}) =>
  ok(packument({ createdAt: NOW - 9 * DAY, repository: 'https://github.com/ExpressJS/Express', ...given }), NOW);

describe('the package that a repository is named after', () => {
  it('is asked about where a young package that a manifest names is called otherwise', () => {
    assert.equal(namesakeOf(subject({ name: 'kit' }), young(), NOW), 'express');
  });

  it('is nobody where there is nothing to compare', () => {
    assert.equal(namesakeOf(subject({ name: 'express' }), young(), NOW), undefined);
    assert.equal(namesakeOf(subject({ name: 'kit', dependency: null }), young(), NOW), undefined);
    assert.equal(namesakeOf(subject({ name: 'kit' }), young({ createdAt: NOW - 366 * DAY }), NOW), undefined);
    assert.equal(namesakeOf(subject({ name: 'kit' }), young({ repository: undefined }), NOW), undefined);
    assert.equal(namesakeOf(subject({ name: 'kit' }), young({ repository: 'https://github.com/a/_' }), NOW), undefined);
    assert.equal(namesakeOf(subject({ name: 'kit' }), absent(NOW), NOW), undefined);
  });
});
