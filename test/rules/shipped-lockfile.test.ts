import assert from 'node:assert/strict';
import { shippedLockfile } from '../../server/src/rules/shipped-lockfile.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';
import { history } from './support/history.js';

type Told = boolean | undefined;

const drafts = (releases: Readonly<Record<string, Told>>, judged: string, ago = 2) =>
  draftsOf(shippedLockfile, subject({ name: 'bus', version: judged }), {
    packument: history(
      Object.fromEntries(
        Object.entries(releases).map(([version, hasShrinkwrap]) => [
          version,
          { ago: version === judged ? ago : 400, hasShrinkwrap },
        ]),
      ),
    ),
  });

describe('shipped-lockfile', () => {
  it('tells which version did not have it and shows where the registry says so', () => {
    const draft = onlyDraft(drafts({ '1.0.0': false, '1.0.1': true }, '1.0.1'));
    assert.equal(
      draft.message,
      'bus 1.0.1 has npm install what is below it by a lockfile of its own, which 1.0.0 did not bring along',
    );
    assert.deepEqual(draft.evidence, [
      { kind: 'metadata', field: 'versions.1.0.0._hasShrinkwrap', value: 'false' },
      { kind: 'metadata', field: 'versions.1.0.1._hasShrinkwrap', value: 'true' },
    ]);
  });

  const levels: readonly (readonly [before: string, judged: string, level: 'low' | 'medium'])[] = [
    ['1.0.0', '1.0.1', 'medium'],
    ['1.4.2', '1.4.9', 'medium'],
    ['1.0.0', '1.1.0', 'low'],
    ['1.0.0-rc.1', '1.0.0', 'low'],
    ['1.0.0', '1.0.1-beta.0', 'low'],
  ];
  for (const [before, judged, level] of levels) {
    it(`is ${level} from ${before} to ${judged}`, () => {
      assert.equal(onlyDraft(drafts({ [before]: false, [judged]: true }, judged)).level, level);
    });
  }

  const quiet: Readonly<Record<string, readonly [releases: Readonly<Record<string, Told>>, judged: string]>> = {
    'a command line tool that always had one': [{ '1.0.0': true, '1.0.1': true }, '1.0.1'],
    'one that is not there this time': [{ '1.0.0': true, '1.0.1': false }, '1.0.1'],
    'one that was forgotten once': [{ '1.0.0': true, '1.0.1': false, '1.0.2': true }, '1.0.2'],
    'the first version of all': [{ '1.0.0': true }, '1.0.0'],
    'the first version of a major': [{ '1.0.0': false, '2.0.0': true }, '2.0.0'],
    'a registry that does not tell it of the version': [{ '1.0.0': false, '1.0.1': undefined }, '1.0.1'],
    'a registry that does not tell it of the versions before': [{ '1.0.0': undefined, '1.0.1': true }, '1.0.1'],
    'a later version than the one that is judged': [{ '1.0.0': false, '1.0.1': true }, '1.0.0'],
  };
  for (const [title, [releases, judged]] of Object.entries(quiet)) {
    it(`says nothing of ${title}`, () => assert.deepEqual(drafts(releases, judged), []));
  }

  it('says nothing of what has been out for three months', () => {
    assert.deepEqual(drafts({ '1.0.0': false, '1.0.1': true }, '1.0.1', 90), []);
  });
});
