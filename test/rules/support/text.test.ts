import assert from 'node:assert/strict';
import fc from 'fast-check';
import { eitherOf, inEnglish } from '../../../server/src/model/index.js';
import { ageInWords, agoInWords } from '../../../server/src/rules/support/durations.js';
import { isLoopback, withoutSecrets } from '../../../server/src/rules/support/remote-url.js';
import { shorten } from '../../../server/src/rules/support/text.js';

const HALF_A_CHARACTER = /\p{Cs}/u;

describe('text from outside in a message', () => {
  it('is one line of bounded length without control characters and without half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), fc.integer({ min: 2, max: 20 }), (text, longest) => {
        const line = shorten(text, longest);
        assert.ok(line.length <= longest);
        assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f]/);
        if (!HALF_A_CHARACTER.test(text)) assert.doesNotMatch(line, HALF_A_CHARACTER);
      }),
    );
  });

  it('stays as it is where it is short and plain', () => {
    assert.equal(shorten('Use uuid module instead'), 'Use uuid module instead');
    assert.equal(shorten('a\n\t b\u001b[31m'), 'a b [31m');
    assert.equal(shorten('x'.repeat(301)), `${'x'.repeat(299)}…`);
  });

  it('lists alternatives as people do', () => {
    assert.deepEqual(
      [[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((names) => inEnglish(eitherOf(names))),
      ['', 'a', 'a or b', 'a, b or c'],
    );
  });

  it('counts hours for two days and days after that', () => {
    const hour = 3_600_000;
    assert.deepEqual(
      [-1, 0, 1, 2, 47, 48, 240].map((hours) => inEnglish(agoInWords(hours * hour))),
      [
        'less than an hour ago',
        'less than an hour ago',
        '1 hour ago',
        '2 hours ago',
        '47 hours ago',
        '2 days ago',
        '10 days ago',
      ],
    );
    assert.deepEqual(
      [0, 1, 2, 48].map((hours) => inEnglish(ageInWords(hours * hour))),
      ['less than an hour old', '1 hour old', '2 hours old', '2 days old'],
    );
  });
});

describe('an address in a message', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['https://user:password@packages.invalid/a.tgz', 'https://packages.invalid/a.tgz'],
    ['git+ssh://git@git.invalid/a.git#main', 'git+ssh://git.invalid/a.git#main'],
    ['https://packages.invalid/a.tgz?token=x&b=c#frag', 'https://packages.invalid/a.tgz#frag'],
    ['git@git.invalid:owner/repo.git', 'git@git.invalid:owner/repo.git'],
    ['owner/repo', 'owner/repo'],
  ];
  for (const [given, shown] of cases) {
    it(`is ${shown}`, () => assert.equal(withoutSecrets(given), shown));
  }

  it('never shows user information, whatever stands in it', () => {
    const secret = fc.stringMatching(/^[a-z0-9:%@]{4,20}$/).map((text) => `SECRET${text}`);
    fc.assert(
      fc.property(secret, (userInfo) => {
        assert.doesNotMatch(withoutSecrets(`https://${userInfo}@packages.invalid/a.tgz`), /SECRET/);
      }),
    );
  });

  it('is on this machine only where its host is', () => {
    assert.ok(
      ['http://localhost/a', 'http://127.0.0.1:80/a', 'git://[::1]/a', 'http://u@localhost:1/'].every(isLoopback),
    );
    assert.ok(!['http://127.0.0.1.invalid/', 'http://packages.invalid/localhost', 'localhost', ''].some(isLoopback));
  });
});
