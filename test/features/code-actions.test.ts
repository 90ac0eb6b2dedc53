import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  chosenRemedy,
  codeActionsFor,
  type CodeActionsInput,
  type OfferedRemedy,
  readFixData,
  wantsQuickFixes,
} from '../../server/src/features/code-actions.js';
import { diagnosticsFor } from '../../server/src/features/diagnostics.js';
import { DEFAULT_SETTINGS, type Remedy } from '../../server/src/model/index.js';
import { COMMANDS } from '../../server/src/protocol/messages.js';
import { finding } from '../support/subjects.js';
import { ESCAPES, judged, marked, MANIFEST_URI } from './support/manifest-document.js';

const { document, ranges, offsets } = marked('{ "dependencies": { "a": «"^1.0.0"», "b": "1.0.0" } }');
const span = { start: offsets[0] ?? 0, end: offsets[1] ?? 0 };

const UPGRADE: Remedy = {
  kind: 'upgrade',
  title: 'Upgrade a to 1.0.1 (lowest safe version)',
  rules: ['deprecated'],
  changes: [{ op: 'set', path: ['dependencies', 'a'], value: '^1.0.1' }],
  preferred: true,
};

const ACCEPT: Remedy = { kind: 'accept', title: 'Accept…', rules: ['deprecated'], changes: [], preferred: false };

const manifest = judged(document, {
  a: {
    findings: [
      finding({ rule: 'install-script', level: 'high', fingerprint: 'first' }),
      finding({ rule: 'deprecated', fingerprint: 'second' }),
    ],
  },
  b: { findings: [finding({ rule: 'deprecated' })] },
});
const diagnostics = diagnosticsFor({ manifest, severity: DEFAULT_SETTINGS.severity, escapes: ESCAPES });

function actions(
  offers: readonly OfferedRemedy[],
  given: Partial<CodeActionsInput> = {},
): ReturnType<typeof codeActionsFor> {
  const [assessment] = manifest.assessments;
  assert.ok(assessment !== undefined);
  return codeActionsFor({
    document,
    assessment,
    offers,
    diagnostics,
    abilities: { versionedEdits: true, fileCreation: true, changeAnnotations: false },
    escapes: ESCAPES,
    ...given,
  });
}

const FILES = [{ document, isOpen: true, isNew: false, edits: [{ span, newText: '"^1.0.1"' }] }];

describe('code actions', () => {
  it('carry the edit for exactly the version of the text that was judged', () => {
    const [action] = actions([{ remedy: UPGRADE, files: FILES }]);
    assert.equal(action?.kind, 'quickfix');
    assert.equal(action.title, UPGRADE.title);
    assert.deepEqual(action.edit, {
      documentChanges: [
        {
          textDocument: { uri: MANIFEST_URI, version: document.version },
          edits: [{ range: ranges[0], newText: '"^1.0.1"' }],
        },
      ],
    });
  });

  it('make the text that the remedy means', () => {
    const [action] = actions([{ remedy: UPGRADE, files: FILES }], {
      abilities: { versionedEdits: false, fileCreation: false, changeAnnotations: false },
    });
    const edits = action?.edit?.changes?.[MANIFEST_URI] ?? [];
    assert.equal(TextDocument.applyEdits(document, edits), '{ "dependencies": { "a": "^1.0.1", "b": "1.0.0" } }');
  });

  it('answer our diagnostic of this dependency and no other', () => {
    const foreign = {
      ...diagnostics[0],
      source: 'json',
      message: 'x',
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
    };
    const [action] = actions([{ remedy: UPGRADE, files: FILES }], { diagnostics: [...diagnostics, foreign] });
    assert.equal(diagnostics.length, 2);
    assert.deepEqual(action?.diagnostics, [diagnostics[0]]);
  });

  it('prefer one at most', () => {
    const preferred = actions([
      { remedy: { ...UPGRADE, preferred: false }, files: FILES },
      { remedy: UPGRADE, files: FILES },
      { remedy: UPGRADE, files: FILES },
    ]).map(({ isPreferred }) => isPreferred);
    assert.deepEqual(preferred, [undefined, true, undefined]);
  });

  it('say in the title what was not checked', () => {
    const remedy: Remedy = { ...UPGRADE, kind: 'replace', title: 'Use https', caveat: 'Not checked.' };
    const [action] = actions([{ remedy, files: FILES }]);
    assert.equal(action?.title, 'Use https – Not checked.');
  });

  it('say what they are about, so that an edit can be looked up once one is chosen', () => {
    const install = { command: 'npm install', folder: '/p' };
    const remedy: Remedy = { ...UPGRADE, packageName: 'a', install };
    const [action] = actions([{ remedy, files: 'later' }]);
    assert.equal(action?.edit, undefined);
    assert.ok(action);
    const data = readFixData(action.data);
    assert.deepEqual(data, {
      kind: 'packageRisk.fix',
      ...{
        uri: MANIFEST_URI,
        version: document.version,
        package: 'a@1.0.0',
        remedy: 'upgrade',
        packageName: 'a',
        install,
      },
    });
    assert.equal(chosenRemedy([ACCEPT, { ...remedy, packageName: 'b' }, remedy], data), remedy);
    assert.equal(readFixData({ kind: 'other' }), undefined);
  });

  it('have an override looked at before it is made, and no plain upgrade', () => {
    const abilities = { versionedEdits: true, fileCreation: true, changeAnnotations: true };
    const override: Remedy = {
      ...UPGRADE,
      kind: 'override',
      title: 'Override x',
      outlook: 'All is well.',
      caveat: 'So far.',
    };
    const [first, second] = actions(
      [
        { remedy: override, files: FILES },
        { remedy: UPGRADE, files: FILES },
      ],
      { abilities },
    );
    assert.deepEqual(first?.edit?.changeAnnotations, {
      packageRisk: { label: 'Override x', description: 'All is well. So far.', needsConfirmation: true },
    });
    assert.equal(second?.edit?.changeAnnotations, undefined);
  });

  it('accept by a command that points at the finding', () => {
    const [action] = actions([{ remedy: ACCEPT, files: [] }]);
    assert.equal(action?.edit, undefined);
    assert.equal(action?.command?.command, COMMANDS.acceptFinding);
    assert.deepEqual(action.command.arguments, [
      { uri: MANIFEST_URI, package: 'a@1.0.0', rule: 'deprecated', fingerprint: 'second' },
    ]);
  });

  it('leave out what can no longer be done', () => {
    assert.deepEqual(actions([{ remedy: UPGRADE, files: [] }]), []);
    assert.deepEqual(actions([{ remedy: { ...ACCEPT, rules: ['gone'] }, files: [] }]), []);
  });

  it('keep hostile names in titles visible and short', () => {
    const title = `Replace a with b\u202E\n${'x'.repeat(500)}`;
    const [action] = actions([{ remedy: { ...UPGRADE, title }, files: FILES }]);
    assert.match(action?.title ?? '', /^Replace a with b<U\+202E> x+…$/);
    assert.ok((action?.title.length ?? 0) <= 160);
  });
});

describe('a request for code actions', () => {
  const cases = [
    [undefined, true],
    [['quickfix'], true],
    [[''], true],
    [['refactor'], false],
    [['quickfix.other'], false],
    [[], false],
  ] as const;
  for (const [only, expected] of cases) {
    it(`for ${only === undefined ? 'anything' : JSON.stringify(only)} ${expected ? 'gets' : 'gets no'} quick fixes`, () => {
      assert.equal(wantsQuickFixes(only), expected);
    });
  }
});
