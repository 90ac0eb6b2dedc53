import assert from 'node:assert/strict';
import { DiagnosticSeverity } from 'vscode-languageserver';
import { noticeDiagnostics, tooLargeNotice } from '../../server/src/features/notices.js';
import { finding } from '../support/subjects.js';
import { ESCAPES, judged, marked } from './support/manifest-document.js';

const INVALID = { kind: 'invalid', reason: '"^^1" is no version, range or tag.' } as const;

describe('notices', () => {
  it('remark a specifier that means nothing, where it stands', () => {
    const { document, ranges } = marked('{ "dependencies": { "a": «"^^1"» } }');
    const [notice, ...others] = noticeDiagnostics(judged(document, { a: { specifier: INVALID } }), ESCAPES);
    assert.deepEqual(others, []);
    assert.deepEqual(notice?.range, ranges[0]);
    assert.equal(notice?.message, INVALID.reason);
    assert.equal(notice.severity, DiagnosticSeverity.Information);
  });

  it('stay away from a line that has a finding', () => {
    const { document, ranges } = marked('{ "dependencies": { "a": «"^^1"» } }');
    const findings = [finding({ rule: 'unpinned-specifier' })];
    const manifest = judged(document, { a: { specifier: INVALID, findings } });
    const span = { start: document.offsetAt(ranges[0]?.start ?? { line: 0, character: 0 }), end: 40 };
    assert.deepEqual(noticeDiagnostics({ ...manifest, problems: [{ message: 'odd', span }] }, ESCAPES), []);
  });

  it("tell the format's problems in well-formed JSON", () => {
    const { document, ranges, offsets } = marked('{ "dependencies": { "a": «4» } }');
    const span = { start: offsets[0] ?? 0, end: offsets[1] ?? 0 };
    const problems = [{ message: 'A version must be a string.', span }, { message: 'has no place' }];
    const notices = noticeDiagnostics({ document, assessments: [], problems, notes: [] }, ESCAPES);
    assert.deepEqual(
      notices.map(({ range, message }) => ({ range, message })),
      [{ range: ranges[0], message: 'A version must be a string.' }],
    );
  });

  for (const broken of ['{ "dependencies": { "a": ', '{ "dependencies": { "a": , } }', '{ "a": 1 } // why']) {
    it(`leave broken JSON to the editor: ${broken}`, () => {
      const { document } = marked(broken);
      const problems = [{ message: 'A value is missing here.', span: { start: 2, end: 5 } }];
      assert.deepEqual(noticeDiagnostics({ document, assessments: [], problems, notes: [] }, ESCAPES), []);
    });
  }

  it('tell once, at the start of the document, which files of the project are not used', () => {
    const { document } = marked('{}');
    const note = 'package-risk.json is not used, because this project is not trusted.';
    const notices = noticeDiagnostics({ document, assessments: [], problems: [], notes: [note, note] }, ESCAPES);
    assert.deepEqual(
      notices.map(({ range, message, severity }) => ({ range, message, severity })),
      [
        {
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
          message: note,
          severity: DiagnosticSeverity.Information,
        },
      ],
    );
  });

  it('say that a file is too large in round numbers', () => {
    assert.match(
      JSON.stringify(tooLargeNotice(2_000_000, (megabytes) => `larger than ${megabytes} MB`)),
      /larger than 2 MB/,
    );
  });
});
