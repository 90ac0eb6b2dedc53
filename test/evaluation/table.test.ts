import assert from 'node:assert/strict';
import { tableOf, withSection, type Section } from './table.js';

const section = (title: string, right: number): Section => ({
  title,
  scores: [{ name: 'some', total: 4, right, wrong: [] }],
});

describe('withSection', () => {
  const document = tableOf([section('First', 1), section('Second', 2)], new Date(0));

  it('writes one section anew and leaves the others', () => {
    const expected = tableOf([section('First', 4), section('Second', 2)], new Date(0));
    assert.equal(withSection(document, section('First', 4)), expected);
  });

  it('adds a section that is not there at the end', () => {
    const expected = tableOf([section('First', 1), section('Second', 2), section('Third', 3)], new Date(0));
    assert.equal(withSection(document, section('Third', 3)), expected);
  });
});
