import assert from 'node:assert/strict';
import type { Packument, VersionFacts } from '../../server/src/model/index.js';
import { provenanceLost } from '../../server/src/rules/provenance-lost.js';
import { DAY, NOW, packument as packumentFacts, subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

/** Versions in the order in which they were published, a day apart; the last one today. */
function published(releases: Readonly<Record<string, Partial<VersionFacts>>>, lastAt = NOW): Packument {
  const entries = Object.entries(releases);
  const versions = entries.map(([version, facts], index): [string, VersionFacts] => [
    version,
    { version, publishedAt: lastAt - (entries.length - 1 - index) * DAY, ...facts },
  ]);
  return packumentFacts({ versions: Object.fromEntries(versions) });
}

const TRUSTED = { provenance: 'trusted-publisher', publisher: 'GitHub Actions' } as const;
const ATTESTED = { provenance: 'attestation', publisher: 'ada' } as const;
const drafts = (version: string, packument: Packument) =>
  draftsOf(provenanceLost, subject({ name: 'retry-client', version }), { packument });

describe('provenance-lost', () => {
  it('tells of a release by hand after releases from a trusted build (axios, 2026)', () => {
    const draft = onlyDraft(
      drafts('3.4.2', published({ '3.4.0': TRUSTED, '3.4.1': TRUSTED, '3.4.2': { publisher: 'ada' } })),
    );
    assert.equal(
      draft.message,
      'retry-client 3.4.2 was published by hand (by ada), while the versions before it were published from a build that the registry trusts',
    );
    assert.equal(draft.level, 'high');
    assert.deepEqual(draft.evidence, [
      { kind: 'metadata', field: 'versions.3.4.1._npmUser.trustedPublisher', value: 'there' },
      { kind: 'metadata', field: 'versions.3.4.0._npmUser.trustedPublisher', value: 'there' },
    ]);
  });

  it('tells of releases with statements, too', () => {
    const draft = onlyDraft(drafts('1.2.0', published({ '1.0.0': ATTESTED, '1.1.0': ATTESTED, '1.2.0': {} })));
    assert.match(draft.message, /^retry-client 1\.2\.0 was published by hand, while .+ a build that they name$/);
  });

  it('is low when the release has been out for long', () => {
    const old = published({ '1.0.0': TRUSTED, '1.0.1': TRUSTED, '1.0.2': {} }, NOW - 91 * DAY);
    assert.equal(onlyDraft(drafts('1.0.2', old)).level, 'low');
  });

  const quiet: readonly (readonly [string, string, Packument])[] = [
    [
      'another major was published from a build (semver 6.3.1)',
      '6.3.1',
      published({ '6.3.0': {}, '7.5.0': TRUSTED, '7.5.1': TRUSTED, '6.3.1': {} }),
    ],
    [
      'an older major has statements and the newer one is trusted (vite 6.4.1)',
      '6.4.1',
      published({ '6.3.0': ATTESTED, '6.4.0': ATTESTED, '7.1.0': TRUSTED, '7.1.1': TRUSTED, '6.4.1': ATTESTED }),
    ],
    [
      'it was approved by somebody before it was published',
      '1.0.2',
      published({ '1.0.0': TRUSTED, '1.0.1': TRUSTED, '1.0.2': { provenance: 'staged-publish' } }),
    ],
    [
      'the releases with provenance came later',
      '1.0.0',
      published({ '1.0.0': {}, '1.0.1': TRUSTED, '1.0.2': TRUSTED }),
    ],
    ['provenance was tried once', '1.0.2', published({ '1.0.0': {}, '1.0.1': ATTESTED, '1.0.2': {} })],
    ['there is one release before', '1.0.1', published({ '1.0.0': TRUSTED, '1.0.1': {} })],
    [
      'it has another kind of provenance',
      '1.0.2',
      published({ '1.0.0': TRUSTED, '1.0.1': TRUSTED, '1.0.2': ATTESTED }),
    ],
    [
      'a backport follows its own line',
      '1.0.3',
      published({ '1.0.1': {}, '1.0.2': {}, '1.1.0': TRUSTED, '1.1.1': TRUSTED, '1.0.3': {} }),
    ],
    ['the registry tells nothing', '1.0.2', published({ '1.0.0': {}, '1.0.1': {}, '1.0.2': {} })],
  ];
  for (const [why, version, packument] of quiet) {
    it(`says nothing where ${why}`, () => {
      assert.deepEqual(drafts(version, packument), []);
    });
  }
});
