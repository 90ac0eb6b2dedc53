import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const PAGE = readFileSync(new URL('../../../docs/comparison.md', import.meta.url), 'utf8');

const PEERS = [
  ...['npmx', 'Socket', 'Red Hat Dependency Analytics', 'Snyk', 'Dependi', 'VDB'],
  ...['GuardDog', 'NodeSecure js-x-ray', 'osv-scanner', 'npq', 'safe-chain'],
];
/** Said of what nobody can be quoted for; it may be told where that was looked for. */
const NOTHING_SAID = ['not found', 'does not apply'];

interface Line {
  readonly tool: string;
  readonly said: string;
  readonly source: string;
  readonly day: string;
}

const SECTIONS = PAGE.split(/^## /m)
  .map((section) => section.split('\n').filter((line) => line.startsWith('| ')))
  .filter((lines) => lines.length > 0)
  .map((lines) => lines.filter((line) => !/^\| (?:-|tool )/.test(line)).map(lineOf));

function lineOf(line: string): Line {
  const [, tool = '', said = '', source = '', day = ''] = line.split('|').map((cell) => cell.trim());
  return { tool, said, source, day };
}

describe('docs/comparison.md', () => {
  it('says the same things of the same tools, ours first', () => {
    assert.ok(SECTIONS.length > 5);
    for (const lines of SECTIONS) {
      assert.deepEqual(
        lines.map(({ tool }) => tool),
        ['**Package Risk**', ...PEERS],
      );
    }
  });

  for (const { tool, said, source, day } of SECTIONS.flat()) {
    it(`says where and when it was read that ${tool.replaceAll('*', '')}: ${said.slice(0, 60)}`, () => {
      assert.notEqual(said, '');
      if (NOTHING_SAID.includes(said) && source === '') {
        assert.equal(day, '');
        return;
      }
      for (const link of source.split(', ')) {
        assert.match(link, /^\[[^\]]+\]\((?:https:\/\/|\.\.\/|[a-z]+\.md)[^)]*\)$/);
      }
      assert.match(day, /^20\d\d-\d\d-\d\d$/);
    });
  }
});
