import assert from 'node:assert/strict';
import type { Diagnostic, FullDocumentDiagnosticReport, Hover } from 'vscode-languageserver';
import { yarnLock } from '../../server/src/formats/yarn-lock.js';
import { packageJson } from '../../server/src/formats/package-json.js';
import { EVIDENCE_REQUEST, type EvidenceResult } from '../../server/src/protocol/messages.js';
import { LOOK_UP_DELAY_MS } from '../../server/src/lsp/document-project.js';
import { assessment, finding, subject } from '../support/subjects.js';
import { Editor } from './support/editor.js';

const URI = 'file:///project/yarn.lock';
const MANIFEST_URI = 'file:///project/package.json';
const MANIFEST = '{\n  "dependencies": {\n    "express": "^4.0.0"\n  }\n}';
const TEXT = `# yarn lockfile v1


express@^4.0.0:
  version "4.17.1"
  dependencies:
    qs "6.7.0"

qs@6.7.0:
  version "6.7.0"
`;
const GRAPH = yarnLock.read(TEXT, new Map([['', packageJson.read(MANIFEST)]]));
const LINE_OF_QS = 8;

const [qs] = [...GRAPH.entries.values()].filter(({ name }) => name === 'qs');
const QS = assessment({
  subject: subject({
    ...{ name: 'qs', version: '6.7.0', dependency: null, resolution: { from: 'lockfile', version: '6.7.0' } },
    locked: { id: qs?.id ?? '', version: '6.7.0' },
    paths: [['.', 'express@4.17.1', 'qs@6.7.0']],
  }),
  findings: [
    finding({ rule: 'known-vulnerability', level: 'high', message: 'qs@6.7.0 has a known vulnerability' }),
    finding({ rule: 'deprecated', level: 'low', message: 'qs@6.7.0 is deprecated' }),
  ],
});

describe('an open lockfile', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start({ files: { '/project/package.json': MANIFEST } });
    editor.engine.lockfile = { lockfilePath: '/project/yarn.lock', graph: GRAPH };
    editor.engine.knownLocked = [QS];
  });
  afterEach(() => editor.dispose());

  const items = async (uri = URI): Promise<readonly Diagnostic[]> => {
    const params = { textDocument: { uri } };
    const report: FullDocumentDiagnosticReport = await editor.connection.sendRequest('textDocument/diagnostic', params);
    return report.items;
  };

  it('is judged as that of the manifest beside it, every package of it', async () => {
    await editor.open(URI, TEXT);
    const { project, options } = await editor.engine.judgings.next();
    assert.equal(project.manifestPath, '/project/package.json');
    assert.equal(project.manifestText, MANIFEST);
    assert.equal(options.scope, 'locked');
  });

  it('says where a merge has left both sides in it, and so does the manifest', async () => {
    const text = `<<<<<<< ours\n${TEXT}=======\n${TEXT}>>>>>>> theirs\n`;
    const graph = yarnLock.read(text, new Map([['', packageJson.read(MANIFEST)]]));
    editor.engine.lockfile = { lockfilePath: '/project/yarn.lock', graph };
    const both =
      'This lockfile holds both sides of a merge conflict: where they differ over an entry, the first counts.';
    const said = (all: readonly Diagnostic[]): readonly (readonly [number, Diagnostic['message']])[] =>
      all.filter(({ code }) => code === 'project-file').map(({ range, message }) => [range.start.line, message]);
    await editor.open(URI, text);
    assert.deepEqual(said(await items()), [[0, both]]);
    await editor.open(MANIFEST_URI, MANIFEST);
    assert.deepEqual(said(await items(MANIFEST_URI)), [[0, `yarn.lock: ${both}`]]);
  });

  it('has one diagnostic on the line of an entry, with the line of the manifest that brings it in', async () => {
    await editor.open(URI, TEXT);
    const [found, ...others] = await items();
    assert.deepEqual(others, []);
    assert.deepEqual(found?.range, {
      start: { line: LINE_OF_QS, character: 0 },
      end: { line: LINE_OF_QS, character: 9 },
    });
    assert.equal(found.message, 'qs@6.7.0 has a known vulnerability');
    assert.deepEqual(found.relatedInformation, [
      {
        location: {
          uri: MANIFEST_URI,
          range: { start: { line: 2, character: 4 }, end: { line: 2, character: 23 } },
        },
        message: 'brought in by this line: express > qs@6.7.0',
      },
    ]);
  });

  it('has none where another lockfile counts', async () => {
    editor.engine.lockfile = { lockfilePath: '/project/package-lock.json', graph: GRAPH };
    await editor.open(URI, TEXT);
    assert.deepEqual(await items(), []);
  });

  it('is judged without a manifest, too', async () => {
    editor.dispose();
    editor = await Editor.start();
    editor.engine.lockfile = { lockfilePath: '/project/yarn.lock', graph: GRAPH };
    editor.engine.knownLocked = [QS];
    await editor.open(URI, TEXT);
    const [found] = await items();
    assert.equal(found?.code, 'known-vulnerability');
    assert.equal(found.relatedInformation, undefined);
  });

  it('tells the whole case and the way to it in a hover', async () => {
    await editor.open(URI, TEXT);
    const params = { textDocument: { uri: URI }, position: { line: LINE_OF_QS, character: 3 } };
    const hover: Hover | null = await editor.connection.sendRequest('textDocument/hover', params);
    const text = JSON.stringify(hover?.contents);
    assert.ok(text.includes('**High: qs\\\\@6.7.0 has a known vulnerability**'), text);
    assert.ok(text.includes('Brought in by `package.json`: `express > qs@6.7.0`'), text);
    assert.deepEqual(hover?.range, (await items())[0]?.range);
  });

  it('gives its evidence to the clipboard', async () => {
    await editor.open(URI, TEXT);
    const params = { uri: URI, line: LINE_OF_QS, purpose: 'copy' };
    const { text }: EvidenceResult = await editor.connection.sendRequest(EVIDENCE_REQUEST, params);
    assert.ok(text?.startsWith('Package: qs@6.7.0\nLevel: high'), text);
  });

  it('is not judged on every keystroke, and the manifests around it are judged once it rests', async () => {
    await editor.open(MANIFEST_URI, MANIFEST);
    (await editor.engine.judgings.next()).finish();
    await editor.open(URI, TEXT);
    (await editor.engine.judgings.nextWhere(({ options }) => options.scope === 'locked')).finish();
    await editor.wait(10 * LOOK_UP_DELAY_MS);
    const before = editor.engine.judgings.all.length;
    for (let keystroke = 1; keystroke <= 5; keystroke += 1) {
      await editor.type(URI, `${TEXT}${'#'.repeat(keystroke)}`);
      await items();
      await editor.wait(LOOK_UP_DELAY_MS - 1);
    }
    assert.equal(editor.engine.judgings.all.length, before);
    await editor.wait(1);
    const scopes = editor.engine.judgings.all.slice(before).map(({ options }) => options.scope);
    assert.deepEqual(scopes.sort(), ['brought-in', 'locked']);
  });

  it('gets one remark where it is too large', async () => {
    await editor.open(URI, `${TEXT}${'#'.repeat(16_000_000)}`);
    const found = await items();
    assert.deepEqual(
      found.map(({ message }) => message),
      ['This file is larger than 16 MB, so nothing is shown in it; package.json is judged all the same.'],
    );
    assert.deepEqual(editor.engine.opened, []);
  });

  it('does not count twice what the manifest says of the same packages', async () => {
    await editor.open(URI, TEXT);
    (await editor.engine.judgings.next()).finish();
    await items();
    await editor.wait(1000);
    assert.equal(editor.statuses.all.at(-1)?.counts.high, 0);
  });
});
