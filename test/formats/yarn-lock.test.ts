import assert from 'node:assert/strict';
import { yarnLock } from '../../server/src/formats/yarn-lock.js';
import {
  assertKeepsWhatIsBeforeACut,
  assertReadsAnyText,
  assertSurvivesHostileText,
} from './support/lockfile-checks.js';
import { lockfileProjects } from './support/lockfile-projects.js';

const PIECES = [
  '\n',
  '\n  ',
  '\n    ',
  '? ',
  '#',
  '@',
  'a@npm:1',
  'link:',
  '__metadata:\n',
  '  version "1"\n',
  '\\',
  ', ',
];

function sample(manager: string): string {
  return lockfileProjects().find(({ name }) => name === `catalog-mini/${manager}`)?.lockfile ?? '';
}

describe('yarnLock', () => {
  it('never throws and never points outside of the text', function () {
    this.timeout(60_000);
    for (const manager of ['yarn1', 'berry']) assertReadsAnyText(yarnLock, sample(manager), PIECES);
  });

  it('keeps the entries that stand before a cut', function () {
    this.timeout(60_000);
    assertKeepsWhatIsBeforeACut(yarnLock, 40);
  });

  it('survives text that is made to cost much', () => {
    assertSurvivesHostileText(yarnLock, 'dependencies');
    const costly = ['? '.repeat(100_000), `a@1:\n${'  b "\\'.repeat(100_000)}`, `a@${' '.repeat(200_000)}:\n`];
    for (const text of costly) assert.equal(yarnLock.read(text, new Map()).entries.size, 0);
    const berry = `__metadata:\n  version: 8\n\n"a@file:${':locator='.repeat(50_000)}":\n  resolution: "a@file:b${':locator='.repeat(50_000)}"\n  linkType: hard\n`;
    assert.equal(yarnLock.read(berry, new Map()).entries.size, 1);
  });

  it('tells the two formats apart by their text', () => {
    assert.equal(yarnLock.read('', new Map()).lockfileVersion, '1');
    assert.equal(yarnLock.read('__metadata:\n  version: 6\n', new Map()).lockfileVersion, '6');
  });
});
