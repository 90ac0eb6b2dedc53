import assert from 'node:assert/strict';
import { imitatedDependency } from '../../server/src/rules/imitated-dependency.js';
import { artifactFacts, artifactManifest } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

describe('imitated-dependency', () => {
  const depending = (name: string, raw: string) => ({
    artifact: artifactFacts({ manifest: artifactManifest({ dependencies: { [name]: raw } }) }),
  });
  const levelOf = (name: string, raw: string) =>
    draftsOf(imitatedDependency, subject(), depending(name, raw))[0]?.level;

  it('names both, and the line that says so', () => {
    const draft = onlyDraft(draftsOf(imitatedDependency, subject(), depending('chalk', 'npm:cha1k@5.3.1')));
    assert.equal(draft.message, 'some-package 1.0.0 takes cha1k for chalk, whose name that imitates');
    assert.deepEqual(
      draft.evidence.map(({ field, value }) => [field, value]),
      [['chalk', 'npm:cha1k@5.3.1']],
    );
  });

  for (const [name, raw, level] of [
    ['lodash', 'npm:l0dash', 'high'],
    ['commander', 'npm:cornmander@^1', 'high'],
    ['is-number', 'npm:ls-number@7.0.0', 'high'],
    ['winston', 'npm:winsten@3', 'medium'],
    ['express', 'npm:expresss@4', 'medium'],
    ['request', 'npm:reqeust', 'medium'],
  ] as const)
    it(`takes ${raw} in the place of ${name} for ${level}`, () => {
      assert.equal(levelOf(name, raw), level);
    });

  for (const [name, raw] of [
    ['chalk', '^5.3.0'],
    ['chalk', 'npm:chalk@5'],
    ['vue2', 'npm:vue@2'],
    ['babel6', 'npm:babel7'],
    ['react', 'npm:preact@10'],
    ['react', 'npm:@preact/compat@17'],
    ['string-width-cjs', 'npm:string-width@4'],
    ['request', 'npm:postman-request@2'],
    ['esbuild', 'npm:esbuild-wasm@0.21'],
    ['vite', 'npm:rolldown-vite@7'],
    ['sass', 'npm:sass-embedded'],
    ['bcrypt', 'npm:bcryptjs@2'],
    ['pg', 'npm:pn'],
    ['is-core-module', 'npm:@nolyfill/is-core-module@1'],
  ] as const)
    it(`lets ${raw} stand for ${name}`, () => {
      assert.equal(levelOf(name, raw), undefined);
    });

  it('says nothing where nothing is known', () => {
    assert.deepEqual(draftsOf(imitatedDependency, subject()), []);
  });
});
