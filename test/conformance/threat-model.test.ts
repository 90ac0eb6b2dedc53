import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const text = readFileSync(path.join(ROOT, 'docs', 'threat-model.md'), 'utf8');

/** The tests that the page names: a file in code, and what stands in quotes behind it. */
const NAMED = text
  .split('\n')
  .flatMap((line) => [...line.matchAll(/`(test\/[^`]+\.test\.ts)`|"([^"]+)"/g)])
  .reduce<{ readonly file: string; readonly titles: string[] }[]>((all, [, file, title]) => {
    if (file !== undefined) return [...all, { file, titles: [] }];
    if (title !== undefined) all.at(-1)?.titles.push(title);
    return all;
  }, []);

describe('the threat model', () => {
  it('names a test for each threat', () => {
    const rows = text.split('\n').filter((line) => /^\| (?!it tries|-)/.test(line));
    assert.ok(rows.length >= 25);
    for (const row of rows) assert.match(row, /`test\/.+\.test\.ts`: ".+"/);
  });

  for (const { file, titles } of NAMED.filter(({ titles }) => titles.length > 0)) {
    it(`names tests of ${file} that are there: ${titles.join(', ')}`, () => {
      const source = path.join(ROOT, file);
      assert.ok(existsSync(source), `${file} is gone`);
      const tests = readFileSync(source, 'utf8').replaceAll("\\'", "'");
      for (const title of titles) assert.ok(tests.includes(title), `"${title}" is gone from ${file}`);
    });
  }
});
