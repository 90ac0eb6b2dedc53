import assert from 'node:assert/strict';
import {
  broughtInByLine,
  broughtInMessage,
  chainText,
  type BroughtInAssessment,
} from '../../../server/src/features/support/brought-in.js';
import { lineAssessments } from '../../../server/src/features/support/judged-manifest.js';
import type { Assessment, Finding, Level } from '../../../server/src/model/index.js';
import { assessment, finding, subject } from '../../support/subjects.js';
import { ESCAPES, judged, marked } from './manifest-document.js';

const chain = (...steps: string[]): readonly (readonly string[])[] => [['.', ...steps]];

function brought(by: string, name: string, level: Level, paths = chain(`${by}@1.0.0`, `${name}@6.7.0`), dev = false) {
  const about = subject({ name, version: '6.7.0', dependency: null, broughtInBy: by, paths, dev });
  const findings = level === 'none' ? [] : [finding({ rule: 'known-vulnerability', level })];
  return assessment({ subject: about, findings }) as BroughtInAssessment;
}

describe('what a line brings in', () => {
  const lines = (text: string): ReturnType<typeof lineAssessments> =>
    lineAssessments(judged(marked(text).document).assessments);
  const shown = (text: string, assessments: readonly Assessment[]): unknown =>
    [...broughtInByLine(lines(text), assessments)].map(
      ([
        {
          subject: { dependency },
        },
        all,
      ]) => [dependency.section, dependency.name, all.map(({ subject: { name } }) => name)],
    );

  it('stands the worst first', () => {
    const found = [brought('a', 'x', 'low'), brought('b', 'y', 'high'), brought('a', 'z', 'critical')];
    assert.deepEqual(shown('{ "dependencies": { "a": "1", "b": "1" } }', found), [
      ['dependencies', 'a', ['z', 'x']],
      ['dependencies', 'b', ['y']],
    ]);
  });

  it('is said once where two sections name a package: not for an override, for a peer only where nothing else does', () => {
    const text = `{ "devDependencies": { "a": "1" }, "peerDependencies": { "a": "1", "b": "1" }, "overrides": { "b": "1" } }`;
    assert.deepEqual(shown(text, [brought('a', 'x', 'high'), brought('b', 'y', 'high')]), [
      ['devDependencies', 'a', ['x']],
      ['peerDependencies', 'b', ['y']],
    ]);
  });

  it('is left out where its line is gone', () => {
    assert.deepEqual(shown('{ "dependencies": { "b": "1" } }', [brought('a', 'x', 'high')]), []);
  });
});

describe('the sentence about what is brought in', () => {
  const say = (one: BroughtInAssessment, said: Partial<Finding> & { message: string }, more = 0): string =>
    broughtInMessage(one, finding({ rule: 'known-vulnerability', ...said }), more, ESCAPES);
  const direct = brought('express', 'qs', 'high');
  const deep = brought('express', 'qs', 'high', chain('express@4.17.1', 'body-parser@1.19.0', 'qs@6.7.0'));

  const cases: readonly (readonly [what: string, said: string, expected: string])[] = [
    [
      'goes on where a rule begins with the version',
      say(direct, { message: 'qs 6.7.0 has a known vulnerability: bad (GHSA-1, high)' }),
      'express brings in qs 6.7.0, which has a known vulnerability: bad (GHSA-1, high)',
    ],
    [
      'goes on where a rule begins with the name',
      say(direct, { message: 'qs looks like the much-used ms' }),
      'express brings in qs 6.7.0, which looks like the much-used ms',
    ],
    [
      'takes any other message as it is',
      say(direct, { message: 'The lockfile says so' }),
      'express brings in qs 6.7.0: The lockfile says so',
    ],
    [
      'tells a longer way',
      say(deep, { message: 'qs 6.7.0 is known malware' }),
      'express brings in qs 6.7.0, which is known malware (express > body-parser > qs@6.7.0)',
    ],
    [
      'counts what else there is',
      say(deep, { message: 'qs 6.7.0 is known malware' }, 2),
      'express brings in qs 6.7.0, which is known malware; 2 more problems (express > body-parser > qs@6.7.0)',
    ],
    [
      'says what is for development only, once',
      say(brought('a', 'qs', 'high', chain('a@1.0.0', 'qs@6.7.0'), true), { message: 'qs 6.7.0 is known malware' }),
      'a brings in qs 6.7.0, which is known malware; it is used for development only',
    ],
    [
      'does not repeat that where the rule says it',
      say(brought('a', 'qs', 'high', chain('a@1.0.0', 'qs@6.7.0'), true), {
        message: 'qs 6.7.0 is bad; it is used for development only',
      }),
      'a brings in qs 6.7.0, which is bad; it is used for development only',
    ],
    [
      'keeps hostile text on its line',
      say(direct, { message: 'qs 6.7.0 is\n• forged\u202E' }),
      'express brings in qs 6.7.0, which is • forged<U+202E>',
    ],
  ];
  for (const [what, said, expected] of cases) it(what, () => assert.equal(said, expected));
});

describe('a chain', () => {
  const cases = [
    [['a@1.0.0'], 'a@1.0.0'],
    [['@s/a@1.0.0', 'x=@s/b@2.0.0', 'c@3.0.0'], '@s/a > x=@s/b > c@3.0.0'],
    [['a@1', 'b@1', 'c@1', 'd@1', 'e@1', 'f@1', 'g@1', 'h@1'], 'a > b > … > f > g > h@1'],
    [['link', 'c@3.0.0'], 'link > c@3.0.0'],
  ] as const;
  for (const [steps, expected] of cases) {
    it(expected, () => assert.equal(chainText({ paths: chain(...steps) }), expected));
  }
  it('is empty where nothing leads there', () => assert.equal(chainText({ paths: [] }), ''));
});
