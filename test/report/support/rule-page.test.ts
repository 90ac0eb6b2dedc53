import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { readRulePage } from '../../../server/src/report/support/rule-page.js';

const PAGES = path.resolve(import.meta.dirname, '..', '..', '..', '..', 'docs', 'rules');

describe('what agents are told of a rule', () => {
  it('stands in each of the pages, and is short', () => {
    for (const file of readdirSync(PAGES)) {
      const { why = '', whatToDo = '', limits = '' } = readRulePage(readFileSync(path.join(PAGES, file), 'utf8'));
      for (const part of [why, whatToDo, limits]) assert.ok(part.length > 20 && part.length < 910, file);
    }
  });

  it('is nothing where there is no page', () => {
    assert.deepEqual(readRulePage(''), {});
    fc.assert(fc.property(fc.string(), (text) => void readRulePage(text)));
  });
});
