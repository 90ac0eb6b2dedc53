import assert from 'node:assert/strict';
import type { Moment, Place } from '../../server/src/model/index.js';
import { hiddenCode } from '../../server/src/rules/hidden-code.js';
import { artifactFacts, behaviour, flow } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const found = (...behaviours: readonly ReturnType<typeof behaviour>[]) => ({ artifact: artifactFacts({ behaviours }) });

describe('hidden-code', () => {
  it('names the place of code that is padded out of sight (rand-user-agent, 2025)', () => {
    const padded = behaviour('padded-code', {
      file: 'dist/index.js',
      line: 12,
      column: 1840,
      snippet: 'require("net")',
    });
    const draft = onlyDraft(draftsOf(hiddenCode, subject(), found(padded)));
    assert.equal(
      draft.message,
      'some-package 1.0.0 has code far to the right of the screen, behind hundreds of blanks',
    );
    assert.equal(draft.level, 'high');
    assert.deepEqual(draft.evidence, [
      { kind: 'file', file: 'dist/index.js', line: 12, column: 1840, snippet: 'require("net")' },
    ]);
  });

  it('takes what only computes behind blanks for medium, unless something goes away there', () => {
    const padded = behaviour('padded-text', { file: 'index.js', line: 3, column: 400 });
    const levelOf = (to: Partial<Place>) =>
      onlyDraft(
        draftsOf(hiddenCode, subject(), {
          artifact: artifactFacts({
            behaviours: [padded],
            flows: [{ ...flow('environment', 'network'), to: { ...padded.place, ...to } }],
          }),
        }),
      ).level;
    assert.equal(levelOf({ column: 460 }), 'high');
    for (const to of [{ column: 10 }, { line: 4 }, { file: 'other.js', column: 460 }])
      assert.equal(levelOf(to), 'medium');
  });

  it('takes invisible text for high and turned text for medium', () => {
    const drafts = draftsOf(hiddenCode, subject(), found(behaviour('bidi-controls'), behaviour('invisible-text')));
    assert.deepEqual(
      drafts.map(({ key, level }) => [key, level]),
      [
        ['invisible-text', 'high'],
        ['bidi-controls', 'medium'],
      ],
    );
  });

  it('takes what nothing in the file can run for medium', () => {
    const [draft] = draftsOf(hiddenCode, subject(), found(behaviour('invisible-data')));
    assert.equal(draft?.level, 'medium');
  });

  it('shows a dot where the evidence is invisible', () => {
    const hidden = behaviour('invisible-text', { snippet: 'eval(decode("\u{e0101}\u{e0102}\u200b"))' });
    const draft = onlyDraft(draftsOf(hiddenCode, subject(), found(hidden)));
    assert.equal(draft.evidence[0]?.snippet, 'eval(decode("\u00b7"))');
  });

  it('says one thing for one kind of hiding, with the first places', () => {
    const many = Array.from({ length: 9 }, (_, index) => behaviour('padded-code', { line: index + 1 }));
    assert.equal(onlyDraft(draftsOf(hiddenCode, subject(), found(...many))).evidence.length, 3);
  });

  it('says nothing where nothing is hidden, or nothing is known', () => {
    assert.deepEqual(draftsOf(hiddenCode, subject(), found()), []);
    assert.deepEqual(draftsOf(hiddenCode, subject()), []);
  });

  it('takes names and addresses in an encoding for high where nobody has asked for it', () => {
    for (const kind of ['decoded-module', 'decoded-address'] as const) {
      const levelOf = (moment: Moment) =>
        onlyDraft(draftsOf(hiddenCode, subject(), found(behaviour(kind, { moment })))).level;
      assert.deepEqual((['install', 'import', 'command', 'call'] as const).map(levelOf), [
        'high',
        'high',
        'medium',
        'medium',
      ]);
    }
  });

  it('says which names stand in an encoding', () => {
    const hidden = ['https', 'fs', 'https'].map((detail) => behaviour('decoded-module', { detail }));
    const [draft] = draftsOf(hiddenCode, subject(), found(...hidden));
    assert.equal(
      draft?.message,
      'some-package 1.0.0 hides in an encoding which modules of Node.js it loads: https and fs',
    );
    const [asked] = draftsOf(hiddenCode, subject(), found(behaviour('decoded-address', { detail: 'load.invalid' })));
    assert.equal(asked?.message, 'some-package 1.0.0 hides in an encoding which hosts it asks: load.invalid');
  });
});
