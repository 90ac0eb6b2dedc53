import assert from 'node:assert/strict';
import type { Packument } from '../../server/src/model/index.js';
import { versionAnomaly } from '../../server/src/rules/version-anomaly.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';
import { history, MINUTES } from './support/history.js';

const drafts = (version: string, packument: Packument) =>
  draftsOf(versionAnomaly, subject({ name: 'bus', version }), { packument });
const taken = { publisher: 'eve', maintainers: 'eve' } as const;

describe('version-anomaly', () => {
  const told: readonly (readonly [string, string, string, Packument, RegExp])[] = [
    [
      'a line goes backwards',
      'low',
      '1.2.3',
      history({ '1.2.2': 90, '1.2.4': 60, '1.2.3': 2 }),
      /^bus 1\.2\.3 came after higher versions of its own line$/,
    ],
    [
      'somebody else makes it go backwards',
      'medium',
      '1.2.3',
      history({ '1.2.2': 90, '1.2.4': 60, '1.2.3': { ago: 2, ...taken } }),
      /own line$/,
    ],
    [
      'many majors are left out',
      'low',
      '40.0.0',
      history({ '3.1.0': 90, '40.0.0': 2 }),
      /^bus 40\.0\.0 leaves out 36 major versions, though 3\.1\.0 came before it$/,
    ],
    [
      'the number is to win over every other',
      'medium',
      '99.9.9',
      history({ '1.0.0': 90, '99.9.9': 2 }),
      /^bus 99\.9\.9 has a number that wins over every other, though 1\.0\.0 came before it$/,
    ],
    [
      'a name begins with such a number',
      'medium',
      '9999.0.0',
      history({ '9999.0.0': 2 }),
      /^bus 9999\.0\.0 .+, though nothing came before it$/,
    ],
    [
      'several lines come within minutes for the first time',
      'low',
      '2.0.1',
      history({ '0.9.0': 90, '1.0.0': 80, '2.0.0': 60, '0.9.1': 2, '1.0.1': 2 - MINUTES, '2.0.1': 2 - 4 * MINUTES }),
      /^bus 2\.0\.1 came within an hour of 2 other versions on several lines, as none did before$/,
    ],
    [
      'some of the burst were taken down since',
      'low',
      '2.0.1',
      history(
        { '1.0.0': 80, '2.0.0': 60, '2.0.1': 2 },
        {
          unpublished: Object.fromEntries(
            ['0.9.1', '1.0.1'].map((version) => [version, Date.UTC(2026, 10, 20, 12, 1)]),
          ),
        },
      ),
      /within an hour of 2 other versions/,
    ],
    [
      'one release follows the other (lottie-player, 2024)',
      'low',
      '2.0.7',
      history({ '2.0.3': 200, '2.0.4': 100, '2.0.5': 2, '2.0.6': 2 - 20 * MINUTES, '2.0.7': 2 - 40 * MINUTES }),
      /^bus 2\.0\.7 came within an hour of 2 other versions, as none did before$/,
    ],
  ];
  for (const [why, level, version, document, message] of told) {
    it(`is ${level} where ${why}`, () => {
      const draft = onlyDraft(drafts(version, document));
      assert.match(draft.message, message);
      assert.equal(draft.level, level);
    });
  }

  it('shows the releases with their times', () => {
    const document = history({ '3.1.0': 90, '40.0.0': 2 });
    assert.deepEqual(
      onlyDraft(drafts('40.0.0', document)).evidence.map(({ field, value }) => [field, value]),
      [
        ['time.40.0.0', '2026-11-20T12:00:00.000Z'],
        ['time.3.1.0', '2026-08-24T12:00:00.000Z'],
      ],
    );
  });

  const quiet: readonly (readonly [string, string, Packument])[] = [
    [
      'an old major is mended (semver 6.3.1)',
      '6.3.1',
      history({ '6.3.0': 900, '7.0.0': 300, '7.5.0': 90, '6.3.1': 2 }),
    ],
    [
      'an older line of the same major is mended (vite 6.4.1)',
      '6.4.1',
      history({ '6.4.0': 200, '6.5.0': 90, '7.0.0': 60, '6.4.1': 2 }),
    ],
    ['two lines are mended together', '2.0.1', history({ '1.0.0': 90, '2.0.0': 60, '1.0.1': 2, '2.0.1': 2 - MINUTES })],
    [
      'all lines were mended together before',
      '3.0.2',
      history({
        ...{ '1.0.1': 90, '2.0.1': 90 - MINUTES, '3.0.1': 90 - 2 * MINUTES },
        ...{ '1.0.2': 2, '2.0.2': 2 - MINUTES, '3.0.2': 2 - 2 * MINUTES },
      }),
    ],
    [
      'a build publishes all of them',
      '3.0.1',
      history({ '1.0.1': 2, '2.0.1': 2 - MINUTES, '3.0.1': { ago: 2 - 2 * MINUTES, provenance: 'trusted-publisher' } }),
    ],
    [
      'builds of every commit come between releases (a monorepo’s bot)',
      '1.1.0',
      history({
        '1.1.0-next.1': 2,
        '1.1.0-next.2': 2 - MINUTES,
        '1.1.0-next.3': 2 - 2 * MINUTES,
        '1.1.0': 2 - 3 * MINUTES,
      }),
    ],
    ['numbers are years', '2026.11.0', history({ '5.0.0': 90, '2026.11.0': 2 })],
    ['numbers are short years', '26.1.0', history({ '5.0.0': 90, '26.1.0': 2 })],
    ['a package begins with the number of its family', '53.0.0', history({ '53.0.0': 2 })],
    ['it was counted up to that number', '99.0.0', history({ '98.0.0': 20, '99.0.0': 2 })],
    ['some majors are left out', '9.0.0', history({ '4.0.0': 90, '9.0.0': 2 })],
    ['it is a preview', '99.0.0-rc.1', history({ '1.0.0': 20, '99.0.0-rc.1': 2 })],
    ['it was a month ago', '40.0.0', history({ '3.1.0': 90, '40.0.0': 31 })],
    [
      'the registry tells the dates of its own copying only',
      '1.2.3',
      history({ '1.2.4': 60, '1.2.3': 2 }, { createdAt: undefined }),
    ],
  ];
  for (const [why, version, document] of quiet) {
    it(`says nothing where ${why}`, () => {
      assert.deepEqual(drafts(version, document), []);
    });
  }
});
