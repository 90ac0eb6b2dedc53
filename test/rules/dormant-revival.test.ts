import assert from 'node:assert/strict';
import type { Packument } from '../../server/src/model/index.js';
import { dormantRevival } from '../../server/src/rules/dormant-revival.js';
import { NOW, subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';
import { history, MINUTES } from './support/history.js';

const drafts = (version: string, packument: Packument) =>
  draftsOf(dormantRevival, subject({ name: 'bus', version }), { packument });
const FINISHED = { '1.0.0': 2000, '1.0.1': 1900, '1.1.0': 1800 } as const;

describe('dormant-revival', () => {
  it('tells of a patch after years', () => {
    const draft = onlyDraft(drafts('1.1.1', history({ ...FINISHED, '1.1.1': 2 })));
    assert.equal(draft.message, 'bus 1.1.1 came after 4 years without a release');
    assert.equal(draft.level, 'low');
    const value = new Date(NOW - 2 * 86_400_000).toISOString();
    assert.deepEqual(draft.evidence, [{ kind: 'metadata', field: 'time.1.1.1', value }]);
  });

  const odd: readonly (readonly [string, string, Packument])[] = [
    [
      'somebody else published it',
      '1.1.1',
      history({ ...FINISHED, '1.1.1': { ago: 2, publisher: 'eve', maintainers: 'eve' } }),
    ],
    [
      'it runs something at install',
      '1.1.1',
      history({ ...FINISHED, '1.1.1': { ago: 2, installScripts: { install: 'node x.js' } } }),
    ],
    ['other lines came with it', '1.1.1', history({ ...FINISHED, '0.9.1': 2, '1.1.1': 2 - MINUTES })],
  ];
  for (const [why, version, document] of odd) {
    it(`is medium where ${why}`, () => {
      const draft = onlyDraft(drafts(version, document));
      assert.match(draft.message, /, and not in the way of those before$/);
      assert.equal(draft.level, 'medium');
    });
  }

  it('tells of what follows in the next days, too', () => {
    const document = history({ ...FINISHED, '1.1.1': 12, '1.1.2': 2 });
    assert.equal(onlyDraft(drafts('1.1.2', document)).message, 'bus 1.1.2 came after 4 years without a release');
  });

  const quiet: readonly (readonly [string, string, Packument])[] = [
    ['nothing has come after the silence: finished packages are no risk', '1.1.0', history(FINISHED)],
    ['it is a new major', '2.0.0', history({ ...FINISHED, '2.0.0': 2 })],
    ['its own rhythm is that slow', '1.0.3', history({ '1.0.0': 2600, '1.0.1': 1700, '1.0.2': 800, '1.0.3': 2 })],
    ['less than a year has passed', '1.1.1', history({ '1.0.0': 400, '1.1.0': 300, '1.1.1': 2 })],
    ['there was one release before', '1.0.1', history({ '1.0.0': 1800, '1.0.1': 2 })],
    ['others have used it for a month', '1.1.1', history({ ...FINISHED, '1.1.1': 31 })],
    ['life went on since', '1.1.2', history({ ...FINISHED, '1.1.1': 40, '1.1.2': 2 })],
    [
      'it came from the project’s build',
      '1.1.1',
      history({ ...FINISHED, '1.1.1': { ago: 2, provenance: 'attestation' } }),
    ],
    [
      'previews came in the meantime',
      '1.1.1',
      history({ ...FINISHED, '2.0.0-beta.1': 20, '1.1.1': 2, '2.0.0-beta.0': 300 }),
    ],
    [
      'the registry tells the dates of its own copying only',
      '1.1.1',
      history({ ...FINISHED, '1.1.1': 2 }, { createdAt: undefined }),
    ],
  ];
  for (const [why, version, document] of quiet) {
    it(`says nothing where ${why}`, () => {
      assert.deepEqual(drafts(version, document), []);
    });
  }
});
