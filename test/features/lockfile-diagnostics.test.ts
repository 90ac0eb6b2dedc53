import assert from 'node:assert/strict';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { lockfileDiagnosticsFor } from '../../server/src/features/lockfile-diagnostics.js';
import { findLockfileFormat } from '../../server/src/formats/index.js';
import { packageJson } from '../../server/src/formats/package-json.js';
import { DEFAULT_SETTINGS, type LockEntry, type Manifest, type SeverityByLevel } from '../../server/src/model/index.js';
import { lockfileProjects } from '../formats/support/lockfile-projects.js';
import { assessment, finding, subject } from '../support/subjects.js';
import { ESCAPES, marked } from './support/manifest-document.js';

const MANIFEST = '{ "dependencies": { "web": "npm:express@^4.0.0" } }';

interface Given {
  readonly fileName: string;
  readonly text: string;
  readonly manifests?: ReadonlyMap<string, Manifest>;
  readonly severity?: SeverityByLevel;
  /** Of every package that has this name. */
  readonly bad: string;
  readonly paths?: readonly (readonly string[])[];
}

function diagnose({ fileName, text, manifests = new Map(), bad, paths = [], ...given }: Given): readonly Diagnostic[] {
  const graph = findLockfileFormat(fileName)?.read(text, manifests);
  const entries: ReadonlyMap<string, LockEntry> = graph?.entries ?? new Map<string, LockEntry>();
  const assessments = [...entries.values()]
    .filter(({ name }) => name === bad)
    .map(({ id, name, version, resolved, integrity }) => {
      const locked = { id, version, resolved, integrity };
      const resolution = { from: 'lockfile', version: version ?? '' } as const;
      const findings = [
        finding({ rule: 'known-vulnerability', level: 'high', message: 'is bad', fingerprint: 'f' }),
        finding({ rule: 'recent-release', level: 'medium', message: 'is young' }),
        finding({ rule: 'deprecated', level: 'low', message: 'is old' }),
      ];
      return assessment({ subject: subject({ name, resolution, locked, paths, dependency: null }), findings });
    });
  return lockfileDiagnosticsFor({
    lockfile: { document: TextDocument.create(`file:///app/${fileName}`, 'x', 0, text), entries, assessments },
    manifest: {
      document: TextDocument.create('file:///app/package.json', 'json', 0, MANIFEST),
      dependencies: packageJson.read(MANIFEST).dependencies,
    },
    severity: DEFAULT_SETTINGS.severity,
    escapes: ESCAPES,
    ...given,
  });
}

const NPM = `{
  "lockfileVersion": 3,
  "packages": {
    «"node_modules/qs": {»
      "version": "6.7.0"
    },
    «"node_modules/express/node_modules/qs": {»
      "version": "6.7.0"
    }
  }
}`;

describe('diagnostics in a lockfile', () => {
  it('stand once on each place of a package, on the line of its key', () => {
    const { document, ranges } = marked(NPM);
    const found = diagnose({ fileName: 'package-lock.json', text: document.getText(), bad: 'qs' });
    assert.deepEqual(
      found.map(({ range }) => range),
      ranges,
    );
  });

  it('tell the worst first and nothing mild, and name rule and package', () => {
    const text = marked(NPM).document.getText();
    const [found] = diagnose({ fileName: 'package-lock.json', text, bad: 'qs' });
    assert.equal(found?.message, 'is bad\n• is young');
    assert.equal(found.severity, DiagnosticSeverity.Error);
    assert.equal(found.code, 'known-vulnerability');
    assert.deepEqual(found.data, {
      kind: 'packageRisk',
      uri: 'file:///app/package-lock.json',
      package: 'qs@6.7.0',
      rule: 'known-vulnerability',
      fingerprint: 'f',
    });
  });

  it('leave out the levels that are off', () => {
    const text = marked(NPM).document.getText();
    const severity = { ...DEFAULT_SETTINGS.severity, high: 'off' } as const;
    const [found] = diagnose({ fileName: 'package-lock.json', text, bad: 'qs', severity });
    assert.equal(found?.message, 'is young');
  });

  describe('point at the line of the manifest', () => {
    const text = marked(NPM).document.getText();
    const related = (path: readonly string[]): unknown =>
      diagnose({ fileName: 'package-lock.json', text, bad: 'qs', paths: [path] })[0]?.relatedInformation?.map(
        ({ message, location }) => [message, location.range.start.character],
      );
    const at = MANIFEST.indexOf('"web"');

    it('that brings the package in, by the name that is declared', () => {
      assert.deepEqual(related(['.', 'web=express@4.17.1', 'qs@6.7.0']), [
        ['brought in by this line: web=express > qs@6.7.0', at],
      ]);
    });
    it('that declares it', () => assert.deepEqual(related(['.', 'web=qs@6.7.0']), [['declared here', at]]));
    it('not where another manifest does', () => assert.equal(related(['pkgs/api', 'web=qs@6.7.0']), undefined));
  });

  describe('find the line of the key in each format:', () => {
    for (const { name, lockfileName, lockfile, manifests } of lockfileProjects().filter(({ name: project }) =>
      project.startsWith('express-api'),
    )) {
      it(name, () => {
        const found = diagnose({ fileName: lockfileName, text: lockfile, manifests, bad: 'qs' });
        assert.ok(found.length > 0);
        for (const { range } of found) {
          const key = lockfile.split('\n')[range.start.line]?.slice(range.start.character, range.end.character) ?? '';
          assert.equal(range.start.line, range.end.line);
          assert.match(key, /\bqs\b/);
          assert.match(key, /[:{},\]]$/);
        }
      });
    }
  });
});
