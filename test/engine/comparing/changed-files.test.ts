import assert from 'node:assert/strict';
import { changedFiles, type PackedFiles, type Remark } from '../../../server/src/engine/comparing/changed-files.js';

/** Files by path; a file that is no text is undefined. */
function files(given: Readonly<Record<string, string | undefined>>): PackedFiles {
  return new Map(
    Object.entries(given).map(([path, text]) => [
      path,
      {
        digest: text ?? 'binary',
        bytes: text?.length ?? 9,
        isBinary: text === undefined,
        ...(text !== undefined && { text }),
      },
    ]),
  );
}

const MANIFEST = '{\n  "name": "a"\n}';

describe('changedFiles', () => {
  it('leaves out what is the same, and tells what has come from what is gone', () => {
    const found = changedFiles(
      files({ 'a.js': '1', 'b.js': '1', 'c.js': '1' }),
      files({ 'a.js': '1', 'b.js': '2', 'd.js': '1' }),
      [],
    );
    assert.deepEqual(
      found.map(({ path, kind, line }) => [path, kind, line]),
      [
        ['d.js', 'added', 1],
        ['b.js', 'changed', 1],
        ['c.js', 'removed', undefined],
      ],
    );
  });

  it('puts what was found first, at the place where it stands, the worst before the rest', () => {
    const remarks: readonly Remark[] = [
      { file: 'able.js', line: 1, reason: 'can now send requests' },
      { file: 'bad.js', line: 3, reason: 'data-exfiltration', level: 'critical' },
      { file: 'bad.js', line: 2, reason: 'obfuscated-code', level: 'medium' },
      { file: 'odd.js', line: 1, reason: 'native-binary', level: 'low' },
    ];
    const found = changedFiles(
      files({ 'bad.js': 'a' }),
      files({ 'new.js': 'x', 'able.js': 'x', 'odd.js': 'x', 'bad.js': 'a\nb\nc', 'README.md': 'x' }),
      remarks,
    );
    assert.deepEqual(
      found.map(({ path, level, line, reasons }) => [path, level, line, reasons.join()]),
      [
        ['bad.js', 'critical', 3, 'data-exfiltration,obfuscated-code'],
        ['odd.js', 'low', 1, 'native-binary'],
        ['able.js', undefined, 1, 'can now send requests'],
        ['new.js', undefined, 1, ''],
        ['README.md', undefined, 1, ''],
      ],
    );
  });

  it('does not count what stood there before', () => {
    const remarks: readonly Remark[] = [{ file: 'a.js', line: 2, reason: 'obfuscated-code', level: 'medium' }];
    const [found] = changedFiles(files({ 'a.js': 'moved' }), files({ 'a.js': 'new\nmoved' }), remarks);
    assert.deepEqual([found?.level, found?.line, found?.reasons], [undefined, 1, []]);
  });

  it('looks at the package.json for what runs, and for what comes with it', () => {
    const after = JSON.stringify({
      ...{ name: 'a', main: 'b.js', scripts: { postinstall: 'node x.js', test: 'mocha' } },
      ...{ dependencies: { c: '1' }, devDependencies: { d: '1' } },
    });
    const found = changedFiles(files({ 'package.json': MANIFEST }), files({ 'package.json': after, 'x.js': '1' }), []);
    assert.deepEqual(
      found.map(({ path, reasons }) => [path, reasons]),
      [
        ['package.json', ['another postinstall script', 'a new dependency', 'another main']],
        ['x.js', []],
      ],
    );
  });

  it('puts tests, declarations and documents behind the code', () => {
    const found = changedFiles(
      files({}),
      files({ 'a.d.ts': '1', 'docs/a.html': '1', 'test/a.js': '1', 'lib/z.js': '1', 'native.node': undefined }),
      [],
    );
    assert.deepEqual(
      found.map(({ path }) => path),
      ['lib/z.js', 'native.node', 'docs/a.html', 'test/a.js', 'a.d.ts'],
    );
  });
});
