import assert from 'node:assert/strict';
import type { Hover } from 'vscode-languageserver';
import type { PackageFileRef } from '../../server/src/engine/package-file-ref.js';
import { failed, ok, type Evidence } from '../../server/src/model/index.js';
import { SOURCE_REQUEST, type SourceParams, type SourceResult } from '../../server/src/protocol/messages.js';
import { finding, NOW } from '../support/subjects.js';
import { Editor } from './support/editor.js';

const URI = 'file:///project/package.json';
const TEXT = '{ "dependencies": { "a": "1.0.0" } }';
const PLACE: Evidence = { kind: 'file', file: 'lib/in dex.js', line: 2, column: 4, snippet: 'send(all)' };

describe('a file of a package', () => {
  let editor: Editor;
  let asked: PackageFileRef[];
  beforeEach(async () => {
    asked = [];
    editor = await Editor.start({ initializationOptions: { sourceDocuments: true } });
    editor.engine.known = {
      a: { findings: [finding({ rule: 'data-exfiltration', level: 'high', evidence: [PLACE] })] },
    };
    editor.engine.fileText = (wanted) => {
      asked.push(wanted);
      return ok('first\na\u200Bb(all)', NOW);
    };
    await editor.open(URI, TEXT);
  });
  afterEach(() => editor.dispose());

  const hover = async (from = editor): Promise<string> => {
    const params = { textDocument: { uri: URI }, position: { line: 0, character: TEXT.indexOf('"a"') + 1 } };
    return JSON.stringify(await from.connection.sendRequest<Hover>('textDocument/hover', params));
  };
  const request = (params: SourceParams): Promise<SourceResult> =>
    editor.connection.sendRequest(SOURCE_REQUEST, params);
  const linked = async (): Promise<SourceParams> => {
    const [, argument = ''] = /\(command:packageRisk\.openSource\?([^)]*)\)/.exec(await hover()) ?? [];
    const [params] = JSON.parse(decodeURIComponent(argument)) as readonly SourceParams[];
    assert.ok(params);
    return params;
  };

  it('is asked for by what the hover links to, which holds nothing of the package', async () => {
    const params = await linked();
    assert.match(params.id, /^[0-9a-f]{24}$/);
    assert.deepEqual([params.line, params.column, Object.keys(params).length], [2, 4, 3]);
  });

  it('comes as text in which nothing is hidden, with the place in it', async () => {
    const params = await linked();
    assert.deepEqual(await request(params), {
      uri: `package-risk-source:/a%401.0.0/lib/in%20dex.js?${params.id}`,
      text: 'first\na\\u{200b}b(all)',
      line: 2,
      column: 4 + '\\u{200b}'.length - 1,
    });
    assert.deepEqual(asked, [
      { name: 'a', version: '1.0.0', resolved: undefined, integrity: undefined, file: 'lib/in dex.js' },
    ]);
  });

  it('is named by a problem, at its place', async () => {
    const params = await linked();
    const report = await editor.connection.sendRequest<{
      readonly items: readonly { readonly relatedInformation?: unknown }[];
    }>('textDocument/diagnostic', { textDocument: { uri: URI } });
    const start = { line: 1, character: 3 };
    const uri = `package-risk-source:/a%401.0.0/lib/in%20dex.js?${params.id}`;
    assert.deepEqual(report.items[0]?.relatedInformation, [
      { location: { uri, range: { start, end: start } }, message: 'send(all)' },
    ]);
  });

  it('that cannot be had is told in a sentence', async () => {
    const params = await linked();
    editor.engine.fileText = () => failed('offline', 'Not fetched: working offline.');
    assert.equal((await request(params)).problem, 'Not fetched: working offline.');
    assert.equal((await request({ id: 'ffff' })).text, undefined);
    assert.match((await request({ id: 'ffff' })).problem ?? '', /^This file is no longer known here/);
  });

  it('is no link in an editor that does not show such files', async () => {
    const other = await Editor.start();
    other.engine.known = editor.engine.known;
    await other.open(URI, TEXT);
    const found = await hover(other);
    assert.ok(found.includes('In `lib/in dex.js:2`'), found);
    assert.ok(!found.includes('command:'));
    other.dispose();
  });
});
