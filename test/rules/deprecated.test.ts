import assert from 'node:assert/strict';
import { deprecated } from '../../server/src/rules/deprecated.js';
import { packument, subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const NOTICE = 'request has been deprecated, see https://github.com/request/request/issues/3142';

const document = (name: string, version: string, notice?: string) =>
  packument({ name, versions: { [version]: notice === undefined ? {} : { deprecated: notice } } });

describe('deprecated', () => {
  it("repeats the publisher's notice", () => {
    const request = subject({ name: 'request', version: '2.88.2' });
    const draft = onlyDraft(draftsOf(deprecated, request, { packument: document('request', '2.88.2', NOTICE) }));
    assert.equal(draft.message, `request 2.88.2 is deprecated: ${NOTICE}`);
    assert.equal(draft.target, 'specifier');
    assert.deepEqual(draft.evidence, [{ kind: 'metadata', field: 'deprecated', value: NOTICE }]);
    assert.deepEqual(draft.hints, { replaceWith: [] });
  });

  it('hands the successor that the notice names to the fixes', () => {
    const uuid = subject({ name: 'node-uuid', version: '1.4.8' });
    const draft = onlyDraft(
      draftsOf(deprecated, uuid, { packument: document('node-uuid', '1.4.8', 'Use uuid module instead') }),
    );
    assert.deepEqual(draft.hints?.replaceWith, ['uuid']);
  });

  it("takes the lockfile's word where the registry does not tell", () => {
    const request = subject({
      name: 'request',
      version: '2.88.2',
      locked: { id: 'node_modules/request', version: '2.88.2', deprecated: NOTICE },
    });
    assert.deepEqual(onlyDraft(draftsOf(deprecated, request)).evidence, [
      { kind: 'lockfile', field: 'deprecated', value: NOTICE },
    ]);
  });

  it("does not take the lockfile's word about another version", () => {
    const moved = subject({
      name: 'request',
      version: '2.88.3',
      locked: { id: 'node_modules/request', version: '2.88.2', deprecated: NOTICE },
    });
    assert.deepEqual(draftsOf(deprecated, moved), []);
  });

  it('says nothing of the version beside a deprecated one', () => {
    const both = packument({
      name: 'uuid',
      versions: { '3.4.0': { deprecated: 'Please upgrade to version 7 or higher.' }, '11.0.0': {} },
    });
    assert.deepEqual(draftsOf(deprecated, subject({ name: 'uuid', version: '11.0.0' }), { packument: both }), []);
  });

  it('takes an empty notice for a deprecation that was taken back', () => {
    const back = subject({
      name: 'request',
      version: '2.88.2',
      locked: { id: 'node_modules/request', version: '2.88.2', deprecated: NOTICE },
    });
    assert.deepEqual(draftsOf(deprecated, back, { packument: document('request', '2.88.2', '') }), []);
  });

  it('says nothing of an optional peer that nobody has installed', () => {
    const peer = subject({ name: 'request', version: '2.88.2', section: 'peerDependencies', optionalPeer: true });
    assert.deepEqual(draftsOf(deprecated, peer, { packument: document('request', '2.88.2', NOTICE) }), []);
  });

  it('makes one short line of a long notice with line breaks', () => {
    const long = `try this instead:\n  npm i nyc\n${'x'.repeat(100_000)}`;
    const draft = onlyDraft(
      draftsOf(deprecated, subject({ name: 'istanbul', version: '0.4.5' }), {
        packument: document('istanbul', '0.4.5', long),
      }),
    );
    assert.match(draft.message, /^istanbul 0\.4\.5 is deprecated: try this instead: npm i nyc x+…$/);
    assert.ok(JSON.stringify({ ...draft, words: undefined }).length < 1000);
  });
});
