import assert from 'node:assert/strict';
import { inlayHintsFor } from '../../server/src/features/inlay-hints.js';
import { ESCAPES, judged, marked, type LineGiven } from './support/manifest-document.js';

const TEXT = '{ "dependencies": { "a": "^1.0.0", "b": "1.0.0", "c": "^2.0.0" } }';

function hints(lines: Readonly<Record<string, LineGiven>>, stretch = { start: 0, end: TEXT.length }) {
  const { document } = marked(TEXT);
  const { assessments } = judged(document, lines);
  return inlayHintsFor({ document, assessments, stretch, escapes: ESCAPES });
}

const locked = (version: string): LineGiven => ({ subject: { resolution: { from: 'lockfile', version } } });

describe('inlay hints', () => {
  it('tell the version that a range resolves to, and why that one', () => {
    const [first, ...others] = hints({ a: locked('1.4.2'), b: locked('1.0.0'), c: locked('2.0.1') });
    assert.equal(first?.label, '1.4.2');
    assert.equal(first.position.character, TEXT.indexOf(', "b"'));
    assert.equal(first.tooltip, 'Judged as 1.4.2: from the lockfile.');
    assert.deepEqual(
      others.map(({ label }) => label),
      ['2.0.1'],
    );
  });

  it('are not there where no version is judged, or the line says it itself', () => {
    const nowhere = { subject: { resolution: { from: 'nowhere', because: 'registry-unknown' } } } as const;
    assert.deepEqual(hints({ a: nowhere, b: locked('1.0.0'), c: nowhere }), []);
  });

  it('are made for what is seen', () => {
    const end = TEXT.indexOf('"b"') - 3;
    assert.equal(hints({ a: locked('1.4.2'), c: locked('2.0.1') }, { start: 0, end }).length, 1);
  });

  it('show hostile versions as text of one line', () => {
    const [first] = hints({ a: locked(`1.0.0\n${'9'.repeat(300)}`) });
    assert.ok(typeof first?.label === 'string' && first.label.length <= 40 && !first.label.includes('\n'));
  });
});
