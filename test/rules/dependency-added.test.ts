import assert from 'node:assert/strict';
import { readDeclared, type AddedDependency, type Packument } from '../../server/src/model/index.js';
import { dependencyAdded } from '../../server/src/rules/dependency-added.js';
import { DAY, HOUR, NOW, subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';
import { history, type Came } from './support/history.js';

const asking = (...names: readonly string[]) => ({
  declares: JSON.stringify(readDeclared({ dependencies: Object.fromEntries(names.map((name) => [name, '^1.0.0'])) })),
});
const stream = (last: Exclude<Came, number>, version = '3.3.6', more = {}): Packument =>
  history(
    {
      '3.3.4': 400,
      '3.3.5': { ago: 300, ...asking('through') },
      [version]: { ...asking('through', 'flatmap'), ...last },
    },
    more,
  );
const FLATMAP: AddedDependency = {
  name: 'flatmap',
  raw: '^1.0.0',
  optional: false,
  createdAt: NOW - 30 * HOUR,
  publishers: ['eve'],
};
const drafts = (packument: Packument, told: Partial<AddedDependency> = {}, version = '3.3.6') =>
  draftsOf(dependencyAdded, subject({ name: 'stream', version }), {
    packument,
    addedDependencies: [{ ...FLATMAP, ...told }],
  });

describe('dependency-added', () => {
  it('tells of a name that was hardly there before (flatmap-stream, 2018)', () => {
    const draft = onlyDraft(drafts(stream({ ago: 1 })));
    assert.equal(
      draft.message,
      'stream 3.3.6 asks for flatmap, which the version before did not and which was first published 30 hours ago',
    );
    assert.equal(draft.level, 'medium');
    assert.deepEqual(draft.evidence, [
      { kind: 'metadata', field: 'versions.3.3.6.dependencies.flatmap', value: '^1.0.0' },
    ]);
  });

  it('is high where a newcomer adds it, or where it runs something at install', () => {
    assert.equal(onlyDraft(drafts(stream({ ago: 1, publisher: 'eve', maintainers: 'ada eve' }))).level, 'high');
    const draft = onlyDraft(drafts(stream({ ago: 1 }), { runsAtInstall: true }));
    assert.equal(draft.level, 'high');
    assert.match(draft.message, /; it runs something when it is installed$/);
  });

  it('tells it of an unknown publisher, too', () => {
    assert.equal(onlyDraft(drafts(stream({ ago: 1 }), { publishers: undefined })).level, 'medium');
  });

  const quiet: readonly (readonly [string, ReturnType<typeof drafts>])[] = [
    ['the name has been there for long', drafts(stream({ ago: 1 }), { createdAt: NOW - 40 * DAY })],
    ['the name’s age is not known', drafts(stream({ ago: 1 }), { createdAt: undefined })],
    ['the team takes its package apart', drafts(stream({ ago: 1 }), { publishers: ['ada'] })],
    ['it is a new major', drafts(stream({ ago: 1 }, '4.0.0'), {}, '4.0.0')],
    ['the version before had it', drafts(stream({ ago: 1 }), { name: 'through' })],
    ['the registry does not tell what versions ask for', drafts(history({ '3.3.5': 300, '3.3.6': 1 }))],
  ];
  for (const [why, found] of quiet) {
    it(`says nothing where ${why}`, () => {
      assert.deepEqual(found, []);
    });
  }
});
