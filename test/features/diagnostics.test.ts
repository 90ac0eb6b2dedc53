import assert from 'node:assert/strict';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { diagnosticsFor, type DiagnosticsInput } from '../../server/src/features/diagnostics.js';
import { DEFAULT_SETTINGS, type LockEntry } from '../../server/src/model/index.js';
import { RULE_DOCS_BASE_URL } from '../../server/src/protocol/rule-docs.js';
import { finding } from '../support/subjects.js';
import { ESCAPES, judged, marked, MANIFEST_URI } from './support/manifest-document.js';

const { severity } = DEFAULT_SETTINGS;

function diagnose(
  input: Pick<DiagnosticsInput, 'manifest'> & Partial<DiagnosticsInput>,
): ReturnType<typeof diagnosticsFor> {
  return diagnosticsFor({ severity, escapes: ESCAPES, ...input });
}

const ONE_LINE = `{
  "dependencies": {
    «"lodahs"»: «"^1.0.0"»
  }
}`;

describe('diagnostics', () => {
  it('says nothing about a dependency without findings', () => {
    const { document } = marked(ONE_LINE);
    assert.deepEqual(diagnose({ manifest: judged(document) }), []);
  });

  it('points at the name or at the specifier, whichever is at fault', () => {
    const { document, ranges } = marked(ONE_LINE);
    for (const [index, target] of (['name', 'specifier'] as const).entries()) {
      const findings = [finding({ rule: 'typosquat', target })];
      const [diagnostic] = diagnose({ manifest: judged(document, { lodahs: { findings } }) });
      assert.deepEqual(diagnostic?.range, ranges[index]);
    }
  });

  it('names the source, the rule, its page and the finding', () => {
    const { document } = marked(ONE_LINE);
    const findings = [finding({ rule: 'typosquat', fingerprint: 'typosquat|lodahs@1.0.0' })];
    const [diagnostic] = diagnose({ manifest: judged(document, { lodahs: { findings } }) });
    assert.equal(diagnostic?.source, 'Package Risk');
    assert.equal(diagnostic.code, 'typosquat');
    assert.equal(diagnostic.codeDescription?.href, `${RULE_DOCS_BASE_URL}typosquat.md`);
    assert.deepEqual(diagnostic.data, {
      kind: 'packageRisk',
      uri: MANIFEST_URI,
      package: 'lodahs@1.0.0',
      rule: 'typosquat',
      fingerprint: 'typosquat|lodahs@1.0.0',
    });
  });

  it('gives one diagnostic per dependency with the worst reason first and the number of those left out', () => {
    const { document } = marked(ONE_LINE);
    const levels = ['critical', 'high', 'medium', 'medium', 'low', 'low'] as const;
    const findings = levels.map((level, index) =>
      finding({ rule: `rule-${index}`, level, message: `reason ${index}` }),
    );
    const diagnostics = diagnose({ manifest: judged(document, { lodahs: { findings } }) });
    assert.equal(diagnostics.length, 1);
    assert.equal(diagnostics[0]?.message, 'reason 0\n• reason 1\n• reason 2\n• reason 3\n• and 2 more');
    assert.equal(diagnostics[0].code, 'rule-0');
  });

  it('gives each of two sections that name a package its own diagnostic', () => {
    const { document, ranges } = marked(`{
      "dependencies": { "a": «"1.0.0"» },
      "peerDependencies": { "a": «"*"» }
    }`);
    const diagnostics = diagnose({
      manifest: judged(document, { a: { findings: [finding({ rule: 'deprecated' })] } }),
    });
    assert.deepEqual(
      diagnostics.map(({ range }) => range),
      ranges,
    );
  });

  describe('severity', () => {
    const cases = [
      ['critical', DiagnosticSeverity.Error],
      ['high', DiagnosticSeverity.Error],
      ['medium', DiagnosticSeverity.Warning],
      ['low', DiagnosticSeverity.Information],
    ] as const;
    for (const [level, expected] of cases) {
      it(`of a ${level} finding is ${expected} unless set otherwise`, () => {
        const { document } = marked(ONE_LINE);
        const manifest = judged(document, { lodahs: { findings: [finding({ rule: 'typosquat', level })] } });
        assert.equal(diagnose({ manifest })[0]?.severity, expected);
      });
    }

    it('follows the settings', () => {
      const { document } = marked(ONE_LINE);
      const manifest = judged(document, { lodahs: { findings: [finding({ rule: 'typosquat', level: 'low' })] } });
      const [diagnostic] = diagnose({ manifest, severity: { ...severity, low: 'hint' } });
      assert.equal(diagnostic?.severity, DiagnosticSeverity.Hint);
    });

    it('leaves out the levels that are off, as reasons too', () => {
      const { document } = marked(ONE_LINE);
      const findings = [
        finding({ rule: 'install-script', level: 'medium', message: 'runs a script' }),
        finding({ rule: 'unpinned-specifier', level: 'low', message: 'takes anything' }),
      ];
      const manifest = judged(document, { lodahs: { findings } });
      const lowOff = diagnose({ manifest, severity: { ...severity, low: 'off' } });
      assert.deepEqual(
        lowOff.map(({ message }) => message),
        ['runs a script'],
      );
      assert.deepEqual(diagnose({ manifest, severity: { ...severity, low: 'off', medium: 'off' } }), []);
    });
  });

  it('strikes a dependency through when any of its findings is a deprecation', () => {
    const { document } = marked(ONE_LINE);
    const malware = finding({ rule: 'known-malware', level: 'critical' });
    const both = judged(document, { lodahs: { findings: [malware, finding({ rule: 'deprecated', level: 'low' })] } });
    assert.deepEqual(diagnose({ manifest: both })[0]?.tags, [DiagnosticTag.Deprecated]);
    assert.equal(diagnose({ manifest: judged(document, { lodahs: { findings: [malware] } }) })[0]?.tags, undefined);
  });

  it('keeps hostile messages on one line each', () => {
    const { document } = marked(ONE_LINE);
    const message = 'first\r\n• forged reason\u202Eesrever\u001b[31m';
    const manifest = judged(document, { lodahs: { findings: [finding({ rule: 'deprecated', message })] } });
    assert.equal(diagnose({ manifest })[0]?.message, 'first • forged reason<U+202E>esrever<U+001B>[31m');
  });

  describe('related information', () => {
    const lock = marked(
      '{\n  "packages": {\n    «"node_modules/lodahs": {\n»      "version": "1.0.0"\n    }\n  }\n}',
      'file:///project/package-lock.json',
    );
    const start = lock.offsets[0] ?? 0;
    const entry: LockEntry = {
      id: 'node_modules/lodahs',
      name: 'lodahs',
      version: '1.0.0',
      span: { start, end: lock.document.getText().lastIndexOf('}\n  }') },
      dependsOn: [],
    };
    const lines = {
      lodahs: {
        findings: [finding({ rule: 'typosquat' })],
        subject: { locked: { id: entry.id, version: '1.0.0' } },
      },
    };
    const lockfile = { document: lock.document, entries: new Map([[entry.id, entry]]) };

    it("points at the first line of the lockfile's entry", () => {
      const manifest = judged(marked(ONE_LINE).document, lines);
      const [diagnostic] = diagnose({ manifest, lockfile });
      assert.deepEqual(diagnostic?.relatedInformation, [
        {
          location: {
            uri: 'file:///project/package-lock.json',
            range: { start: lock.ranges[0]?.start, end: { line: 2, character: '    "node_modules/lodahs": {'.length } },
          },
          message: 'locked here as 1.0.0',
        },
      ]);
    });

    it('is left out where the lockfile has changed under the entries', () => {
      const manifest = judged(marked(ONE_LINE).document, lines);
      const shrunk = {
        ...lockfile,
        document: TextDocument.create('file:///project/package-lock.json', 'json', 0, '{}'),
      };
      assert.equal(diagnose({ manifest, lockfile: shrunk })[0]?.relatedInformation, undefined);
      assert.equal(diagnose({ manifest })[0]?.relatedInformation, undefined);
    });
  });
});
