import assert from 'node:assert/strict';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { diagnosticsFor, type DiagnosticsInput } from '../../server/src/features/diagnostics.js';
import {
  DEFAULT_SETTINGS,
  type Assessment,
  type Finding,
  type Level,
  type LockEntry,
} from '../../server/src/model/index.js';
import { RULE_DOCS_BASE_URL } from '../../server/src/model/rule-docs.js';
import { assessment, finding, subject } from '../support/subjects.js';
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

  describe('of what a line brings in', () => {
    const brought = (name: string, level: Level, given: Partial<Finding> = {}): Assessment => {
      const findings = [finding({ rule: 'known-vulnerability', level, message: `${name} 1.0.0 is bad`, ...given })];
      const paths = [['.', 'lodahs@1.0.0', 'middle@1.0.0', `${name}@1.0.0`]];
      return assessment({ findings, subject: subject({ name, dependency: null, broughtInBy: 'lodahs', paths }) });
    };
    const diagnoseWith = (own: readonly Finding[], ...others: Assessment[]): ReturnType<typeof diagnosticsFor> => {
      const manifest = judged(marked(ONE_LINE).document, { lodahs: { findings: own } });
      return diagnose({ manifest: { ...manifest, assessments: [...manifest.assessments, ...others] } });
    };

    it('stand on the specifier of the line, with rule, page and package of what is at fault', () => {
      const [found, ...rest] = diagnoseWith([], brought('qs', 'high', { target: 'name', fingerprint: 'f' }));
      assert.deepEqual(rest, []);
      assert.ok(found !== undefined);
      assert.deepEqual(found.range, marked(ONE_LINE).ranges[1]);
      assert.equal(found.message, 'lodahs brings in qs 1.0.0, which is bad (lodahs > middle > qs@1.0.0)');
      assert.equal(found.severity, DiagnosticSeverity.Error);
      assert.equal(found.code, 'known-vulnerability');
      assert.deepEqual(found.data, {
        kind: 'packageRisk',
        uri: MANIFEST_URI,
        package: 'qs@1.0.0',
        broughtInBy: 'lodahs',
        rule: 'known-vulnerability',
        fingerprint: 'f',
      });
    });

    it('are one with those of its own package, the worst first and its own before others', () => {
      const own = [finding({ rule: 'install-script', level: 'medium', message: 'runs a script' })];
      const found = diagnoseWith(own, brought('ms', 'medium'), brought('qs', 'critical'));
      assert.deepEqual(
        found.map(({ message }) => message),
        [
          [
            'lodahs brings in qs 1.0.0, which is bad (lodahs > middle > qs@1.0.0)',
            '• runs a script',
            '• lodahs brings in ms 1.0.0, which is bad (lodahs > middle > ms@1.0.0)',
          ].join('\n'),
        ],
      );
    });

    it('leave out what is mild, and what is set to be off', () => {
      assert.deepEqual(diagnoseWith([], brought('qs', 'low')), []);
      const manifest = judged(marked(ONE_LINE).document);
      const assessments = [...manifest.assessments, brought('qs', 'medium')];
      assert.deepEqual(
        diagnose({ manifest: { ...manifest, assessments }, severity: { ...severity, medium: 'off' } }),
        [],
      );
    });

    it('give each package one reason, and do not strike the line through', () => {
      const qs = brought('qs', 'medium', { rule: 'deprecated' });
      const two = { ...qs, findings: [...qs.findings, ...qs.findings] };
      const [found] = diagnoseWith([], two);
      assert.ok(typeof found?.message === 'string' && found.message.includes('; 1 more problem ('));
      assert.equal(found.tags, undefined);
    });
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

    it('leads to each package that is spoken of, by the way to it', () => {
      const manifest = judged(marked(ONE_LINE).document);
      const qs = subject({
        ...{ name: 'lodahs', dependency: null, broughtInBy: 'lodahs', locked: { id: entry.id, version: '1.0.0' } },
        paths: [['.', 'lodahs@2.0.0', 'lodahs@1.0.0']],
      });
      const bad = assessment({ subject: qs, findings: [finding({ rule: 'typosquat' })] });
      const [found] = diagnose({ manifest: { ...manifest, assessments: [...manifest.assessments, bad] }, lockfile });
      const [related] = found?.relatedInformation ?? [];
      assert.equal(related?.message, 'locked here: lodahs > lodahs@1.0.0');
      assert.deepEqual(related.location.range.start, lock.ranges[0]?.start);
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

  it("point at the catalog's line, of a line that refers to one", () => {
    const yaml = marked('catalog:\n  # ours\n  «lodahs: ^1.0.0»\n', 'file:///project/pnpm-workspace.yaml');
    const [start = 0, end = 0] = yaml.offsets;
    const manifest = judged(marked(ONE_LINE).document, { lodahs: { findings: [finding({ rule: 'deprecated' })] } });
    const assessments = manifest.assessments.map((one) => {
      const { dependency } = one.subject;
      assert.ok(dependency !== undefined);
      const line = { ...dependency, span: { start, end } };
      const catalog = { file: '/project/pnpm-workspace.yaml', line, reference: 'catalog:' };
      return { ...one, subject: { ...one.subject, catalog } };
    });
    const catalogs = new Map([['/project/pnpm-workspace.yaml', yaml.document]]);
    const [diagnostic] = diagnose({ manifest: { ...manifest, assessments }, catalogs });
    assert.deepEqual(diagnostic?.relatedInformation, [
      {
        location: { uri: 'file:///project/pnpm-workspace.yaml', range: yaml.ranges[0] },
        message: 'the catalog asks for ^1.0.0 here',
      },
    ]);
  });
});
