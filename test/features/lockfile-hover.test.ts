import assert from 'node:assert/strict';
import { MarkupContent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { lockfileHoverAt } from '../../server/src/features/lockfile-hover.js';
import { packageLock } from '../../server/src/formats/package-lock.js';
import { pnpmLock } from '../../server/src/formats/pnpm-lock.js';
import type { Subject } from '../../server/src/model/index.js';
import { assessment, finding, NOW, subject } from '../support/subjects.js';
import { ESCAPES } from './support/manifest-document.js';

/** The old form, in which entries lie inside each other. */
const TEXT = JSON.stringify(
  {
    lockfileVersion: 1,
    dependencies: {
      express: {
        version: '4.17.1',
        requires: { qs: '6.7.0' },
        dependencies: { qs: { version: '6.7.0' } },
      },
      forked: { version: 'git+https://git.invalid/forked.git#0123' },
    },
  },
  undefined,
  2,
);
const { entries } = packageLock.read(TEXT, new Map());
const document = TextDocument.create('file:///project/package-lock.json', 'json', 0, TEXT);

function locked(name: string, version: string, given: Partial<Subject> = {}): Subject {
  const entry = [...entries.values()].find((one) => one.name === name);
  assert.ok(entry !== undefined);
  return subject({
    ...{ name, dependency: null, resolution: { from: 'lockfile', version } },
    locked: { id: entry.id, version },
    ...given,
  });
}

function hoverOn(text: string, about: Subject): string | undefined {
  const assessments = [assessment({ subject: about, findings: [finding({ rule: 'deprecated', message: 'is bad' })] })];
  const hover = lockfileHoverAt({
    lockfile: { document, entries, assessments },
    ...{ offset: TEXT.indexOf(text) + 2, now: NOW, escapes: ESCAPES },
  });
  return MarkupContent.is(hover?.contents) ? hover.contents.value : undefined;
}

describe('a hover in a lockfile', () => {
  it('is about the innermost entry', () => {
    const qs = locked('qs', '6.7.0');
    assert.ok(hoverOn('"qs": {', qs)?.startsWith('**Medium: is bad**'));
    assert.ok(hoverOn('"version": "6.7.0"', qs)?.startsWith('**Medium: is bad**'));
  });

  it('is about an entry also where the text only says what that depends on', () => {
    const text = "lockfileVersion: '9.0'\npackages:\n  qs@6.7.0: {}\nsnapshots:\n  qs@6.7.0: {}\n";
    const lockfile = {
      document: TextDocument.create('file:///project/pnpm-lock.yaml', 'yaml', 0, text),
      entries: pnpmLock.read(text, new Map()).entries,
      assessments: [],
    };
    const rangeAt = (offset: number): unknown => lockfileHoverAt({ lockfile, offset, now: NOW, escapes: ESCAPES });
    assert.ok(rangeAt(text.indexOf('qs@') + 1) !== undefined);
    assert.ok(rangeAt(text.lastIndexOf('qs@') + 1) !== undefined);
    assert.equal(rangeAt(text.indexOf('snapshots') + 1), undefined);
  });

  const ways: readonly (readonly [title: string, given: Partial<Subject>, expected: string])[] = [
    [
      'what the manifest beside it brings in',
      { paths: [['.', 'express@4.17.1', 'qs@6.7.0']] },
      'Brought in by `package.json`: `express > qs@6.7.0`',
    ],
    ['what it names itself', { paths: [['.', 'qs@6.7.0']] }, 'Named in `package.json`'],
    [
      'what a member brings in, and how often',
      {
        dev: true,
        paths: [
          ['pkgs/api', 'express@4.17.1', 'qs@6.7.0'],
          ['.', 'a@1.0.0', 'b@1.0.0', 'qs@6.7.0'],
        ],
      },
      'Brought in by `pkgs/api/package.json`: `express > qs@6.7.0` · 1 other way · development only',
    ],
  ];
  for (const [title, given, expected] of ways) {
    it(`tells the way to ${title}`, () => {
      const text = hoverOn('"qs": {', locked('qs', '6.7.0', given));
      assert.ok(text?.includes(`\n\n${expected}\n\n`), text);
    });
  }

  it('says of what comes from no registry that it is not judged', () => {
    assert.equal(
      hoverOn('"forked"', locked('qs', '6.7.0'))?.split('\n')[0],
      '**forked is not judged: it does not come from a registry.**',
    );
  });

  it('paints the line of the key, or nothing where the cursor is further down', () => {
    const assessments = [assessment({ subject: locked('express', '4.17.1') })];
    const lockfile = { document, entries, assessments };
    const at = (text: string): unknown =>
      lockfileHoverAt({ lockfile, offset: TEXT.indexOf(text) + 2, now: NOW, escapes: ESCAPES })?.range;
    assert.deepEqual(at('"express"'), { start: { line: 3, character: 4 }, end: { line: 3, character: 16 } });
    assert.equal(at('"requires"'), undefined);
  });

  it('is not there beside entries', () => {
    assert.equal(hoverOn('"lockfileVersion"', locked('qs', '6.7.0')), undefined);
  });
});
