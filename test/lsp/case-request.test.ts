import assert from 'node:assert/strict';
import type { Hover } from 'vscode-languageserver';
import type { Evidence } from '../../server/src/model/index.js';
import { CASE_REQUEST, type CaseParams, type CaseResult } from '../../server/src/protocol/messages.js';
import { finding } from '../support/subjects.js';
import { Editor } from './support/editor.js';

const URI = 'file:///project/package.json';
const TEXT = '{ "dependencies": { "@a/b": "1.0.0" } }';
const PLACE: Evidence = { kind: 'file', file: 'lib/in (dex).js', line: 2, column: 4, snippet: 'send(all)' };

describe("a package's whole case", () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start({ initializationOptions: { sourceDocuments: true, themeIcons: true } });
    editor.engine.known = {
      '@a/b': { findings: [finding({ rule: 'data-exfiltration', level: 'high', evidence: [PLACE] })] },
    };
    await editor.open(URI, TEXT);
  });
  afterEach(() => editor.dispose());

  const hover = async (from = editor): Promise<string> => {
    const params = { textDocument: { uri: URI }, position: { line: 0, character: TEXT.indexOf('"@a') + 1 } };
    return JSON.stringify(await from.connection.sendRequest<Hover>('textDocument/hover', params));
  };
  const request = (params: CaseParams): Promise<CaseResult> => editor.connection.sendRequest(CASE_REQUEST, params);
  const linked = async (): Promise<CaseParams> => {
    const [, argument = ''] = /\(command:packageRisk\.openCase\?([^)]*)\)/.exec(await hover()) ?? [];
    const [params] = JSON.parse(decodeURIComponent(argument)) as readonly CaseParams[];
    assert.ok(params);
    return params;
  };

  it('is asked for by what the hover links to, which holds nothing of the package', async () => {
    const params = await linked();
    assert.match(params.id, /^[0-9a-f]{24}$/);
    assert.deepEqual(Object.keys(params), ['id']);
    assert.match(await hover(), /\$\(error\) \*\*High:/);
  });

  it('comes as Markdown in which evidence leads to files by relative links', async () => {
    const { id } = await linked();
    const { uri, text = '' } = await request({ id });
    assert.equal(uri, `package-risk-case:/case/${id}/%40a%E2%88%95b%401.0.0.md`);
    assert.match(text, /^# \\@a\/b\\@1\.0\.0\n\n\*\*High:/);
    assert.match(text, /\]\(\.\.\/\.\.\/file\/[0-9a-f]{24}\/in__dex_\.js\.package-risk-code#L2,4\)/);
    assert.ok(!text.includes('command:') && !text.includes('$('), text);
  });

  it('is told as it is by then', async () => {
    const params = await linked();
    await editor.type(URI, TEXT.replace('@a/b', '@a/c'));
    await editor.settled();
    assert.match((await request(params)).problem ?? '', /^Nothing is judged at that place any more/);
  });

  it('that nobody has linked to is told in a sentence', async () => {
    assert.match((await request({ id: 'ffff' })).problem ?? '', /^This case is no longer known here/);
  });

  it('is all in the hover of an editor that cannot open it', async () => {
    const other = await Editor.start();
    other.engine.known = editor.engine.known;
    await other.open(URI, TEXT);
    const found = await hover(other);
    assert.ok(found.includes('**High:') && !found.includes('command:') && !found.includes('$('), found);
    other.dispose();
  });
});
