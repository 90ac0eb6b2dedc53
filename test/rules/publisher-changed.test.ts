import assert from 'node:assert/strict';
import type { Packument } from '../../server/src/model/index.js';
import { publisherChanged } from '../../server/src/rules/publisher-changed.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';
import { history, MINUTES } from './support/history.js';

const drafts = (version: string, packument: Packument) =>
  draftsOf(publisherChanged, subject({ name: 'bus', version }), { packument });

/** A release by somebody who could not publish before; who could, may no longer. */
const taken = { publisher: 'eve', maintainers: 'eve' } as const;
const joined = { publisher: 'eve', maintainers: 'ada eve' } as const;
const REGULAR = { '1.0.0': 400, '1.0.1': 300, '1.1.0': 200 } as const;

describe('publisher-changed', () => {
  it('tells of an abandoned package that somebody else publishes on several lines at once (node-ipc, 2026)', () => {
    const document = history({
      '9.2.2': 1600,
      '12.0.0': 800,
      '9.1.6': { ago: 5, ...taken },
      '9.2.3': { ago: 5 - MINUTES, ...taken },
      '12.0.1': { ago: 5 - 2 * MINUTES, ...taken },
    });
    const draft = onlyDraft(drafts('12.0.1', document));
    assert.equal(
      draft.message,
      'bus 12.0.1 was published by eve, who is new to this package; it came after 2 years without a release; it can no longer be published by ada; it came within an hour of 2 versions on other lines',
    );
    assert.equal(draft.level, 'high');
    assert.deepEqual(draft.evidence, [
      { kind: 'metadata', field: 'versions.12.0.1._npmUser.name', value: 'eve' },
      { kind: 'metadata', field: 'versions.12.0.0._npmUser.name', value: 'ada' },
    ]);
  });

  const levels: readonly (readonly [string, string, string, Packument])[] = [
    [
      'one follows another, as in an honest handover',
      'low',
      '1.1.1',
      history({ ...REGULAR, '1.1.1': { ago: 2, ...taken } }),
    ],
    [
      'the registry does not tell who may publish',
      'low',
      '1.1.1',
      history({
        '1.1.0': { ago: 200, maintainers: undefined },
        '1.1.1': { ago: 2, publisher: 'eve', maintainers: undefined },
      }),
    ],
    [
      'an abandoned package has a new owner',
      'medium',
      '1.1.1',
      history({ '1.1.0': 900, '1.1.1': { ago: 2, ...taken } }),
    ],
    [
      'a new one of the team publishes what runs something at install',
      'medium',
      '1.1.1',
      history({ ...REGULAR, '1.1.1': { ago: 2, ...joined, installScripts: { postinstall: 'node x.js' } } }),
    ],
    [
      'a new owner publishes what runs something at install',
      'high',
      '1.1.1',
      history({ ...REGULAR, '1.1.1': { ago: 2, ...taken, installScripts: { postinstall: 'node x.js' } } }),
    ],
    [
      'the same was seen by others for a month',
      'medium',
      '1.1.1',
      history({ ...REGULAR, '1.1.1': { ago: 31, ...taken, installScripts: { postinstall: 'node x.js' } } }),
    ],
    [
      'it is the second release of a newcomer',
      'low',
      '1.1.2',
      history({ ...REGULAR, '1.1.1': { ago: 9, ...taken }, '1.1.2': { ago: 2, ...taken } }),
    ],
    [
      'the versions before came from a build',
      'high',
      '1.0.2',
      history({
        '0.9.0': 400,
        '1.0.0': { ago: 300, provenance: 'attestation' },
        '1.0.1': { ago: 200, provenance: 'attestation' },
        '1.0.2': { ago: 2, ...taken },
      }),
    ],
  ];
  for (const [why, level, version, document] of levels) {
    it(`is ${level} where ${why}`, () => {
      assert.equal(onlyDraft(drafts(version, document)).level, level);
    });
  }

  const quiet: readonly (readonly [string, string, Packument])[] = [
    ['the publisher is the same', '1.1.1', history({ ...REGULAR, '1.1.1': 2 })],
    [
      'the publisher could publish long before doing so',
      '1.1.1',
      history({ '1.0.0': { ago: 400, maintainers: 'ada eve' }, '1.1.0': 200, '1.1.1': { ago: 2, ...taken } }),
    ],
    ['the team stays and takes somebody in', '1.1.1', history({ ...REGULAR, '1.1.1': { ago: 2, ...joined } })],
    [
      'a bot of the project publishes for the first time',
      '1.1.1',
      history({ ...REGULAR, '1.1.1': { ago: 2, publisher: 'bus-release-bot', maintainers: 'ada bus-release-bot' } }),
    ],
    [
      'the project has begun to publish from its build',
      '1.1.1',
      history({ ...REGULAR, '1.1.1': { ago: 2, publisher: 'GitHub Actions', provenance: 'trusted-publisher' } }),
    ],
    [
      'a maintainer publishes by hand what a build published before: another rule tells that',
      '1.1.1',
      history({
        '1.0.0': { ago: 300, publisher: 'GitHub Actions', provenance: 'trusted-publisher', maintainers: undefined },
        '1.1.1': { ago: 2, maintainers: undefined },
      }),
    ],
    ['it was three months ago', '1.1.1', history({ '1.1.0': 900, '1.1.1': { ago: 91, ...taken } })],
    ['there is nothing before it', '1.0.0', history({ '1.0.0': { ago: 2, ...taken } })],
    ['all of it is of this month', '1.0.1', history({ '1.0.0': 12, '1.0.1': { ago: 2, ...taken } })],
    [
      'the registry does not tell who published',
      '1.1.1',
      history({ '1.1.0': { ago: 900, publisher: undefined }, '1.1.1': { ago: 2, ...taken } }),
    ],
    [
      'the registry tells the dates of its own copying only',
      '1.1.1',
      history({ '1.1.0': 900, '1.1.1': { ago: 2, ...taken } }, { createdAt: undefined }),
    ],
  ];
  for (const [why, version, document] of quiet) {
    it(`says nothing where ${why}`, () => {
      assert.deepEqual(drafts(version, document), []);
    });
  }
});
