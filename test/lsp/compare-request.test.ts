import assert from 'node:assert/strict';
import type { Hover } from 'vscode-languageserver';
import { failed, ok, type FileChange } from '../../server/src/model/index.js';
import {
  COMPARABLE_REQUEST,
  COMPARE_REQUEST,
  type ComparableResult,
  type ComparedPlace,
  type CompareParams,
  type CompareResult,
} from '../../server/src/protocol/compare.js';
import { SOURCE_REQUEST, type SourceResult } from '../../server/src/protocol/messages.js';
import { facts, NOW, packument } from '../support/subjects.js';
import { Editor } from './support/editor.js';

const URI = 'file:///project/package.json';
const TEXT = '{ "dependencies": {\n"a": "1.1.0" } }';

const change = (given: Partial<FileChange> & Pick<FileChange, 'path'>): FileChange => ({
  ...{ kind: 'changed', reasons: [], isBinary: false },
  ...given,
});

const FILES: readonly FileChange[] = [
  change({ path: 'lib/new [x](command:y).js', kind: 'added', line: 7 }),
  change({ path: 'index.js', line: 2 }),
  change({ path: 'gone.js', kind: 'removed' }),
  change({ path: 'a.node', isBinary: true }),
];

describe('comparing versions from the editor', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start({ initializationOptions: { sourceDocuments: true } });
    const versions = { '1.0.0': {}, '1.1.0': {}, '2.0.0': {} };
    editor.engine.known = {
      a: { subject: { version: '1.1.0' }, facts: facts({ packument: ok(packument({ name: 'a', versions }), NOW) }) },
    };
    editor.engine.comparison = ({ name }, other) =>
      ok(
        {
          ...{ from: { name, version: other }, to: { name, version: '1.1.0' } },
          comparison: { from: other, to: '1.1.0', files: FILES, more: 3, notes: ['Only a guess.'] },
        },
        NOW,
      );
    await editor.open(URI, TEXT);
  });
  afterEach(() => editor.dispose());

  const comparable = (place: ComparedPlace): Promise<ComparableResult> =>
    editor.connection.sendRequest(COMPARABLE_REQUEST, place);
  const compare = (params: CompareParams): Promise<CompareResult> =>
    editor.connection.sendRequest(COMPARE_REQUEST, params);
  const idAtLine = async (): Promise<string> => (await comparable({ uri: URI, line: 1 })).id ?? '';

  it('offers the versions of the line at the cursor, of a package in the risk view, and of a link in a hover', async () => {
    const atLine = await comparable({ uri: URI, line: 1 });
    assert.deepEqual([atLine.name, atLine.version], ['a', '1.1.0']);
    assert.deepEqual(
      atLine.others?.map(({ version }) => version),
      ['1.0.0', '2.0.0'],
    );
    assert.deepEqual(await comparable({ uri: URI, package: 'a@1.1.0' }), atLine);
    const params = { textDocument: { uri: URI }, position: { line: 1, character: 2 } };
    const text = JSON.stringify(await editor.connection.sendRequest<Hover>('textDocument/hover', params));
    const [, argument = ''] = /\[Compare versions\]\(command:packageRisk\.compareVersions\?([^)]*)\)/.exec(text) ?? [];
    const [link] = JSON.parse(decodeURIComponent(argument)) as readonly [{ readonly id: string }];
    assert.deepEqual(Object.keys(link), ['id']);
    assert.deepEqual(await comparable(link), atLine);
  });

  it('says in a sentence where there is nothing to compare', async () => {
    assert.match((await comparable({ uri: URI, line: 0 })).problem ?? '', /no dependency at that place/);
    assert.match((await comparable({ id: 'ffff' })).problem ?? '', /no dependency at that place/);
    editor.engine.known = {};
    await editor.type(URI, TEXT.replace('1.1.0', '1.1.1'));
    await editor.settled();
    assert.match((await comparable({ uri: URI, line: 1 })).problem ?? '', /No other version/);
  });

  it('answers pairs of documents that show the files of both versions', async () => {
    const { title, files = [], notes } = await compare({ id: await idAtLine(), version: '1.0.0' });
    assert.equal(title, 'a 1.0.0 → 1.1.0');
    assert.deepEqual(
      files.map(({ before, after, line }) => [before?.split('?')[0], after?.split('?')[0], line]),
      [
        [undefined, 'package-risk-source:/a%401.1.0/lib/new%20%5Bx%5D%28command%3Ay%29.js', 7],
        ['package-risk-source:/a%401.0.0/index.js', 'package-risk-source:/a%401.1.0/index.js', 2],
        ['package-risk-source:/a%401.0.0/gone.js', undefined, undefined],
      ],
    );
    assert.deepEqual(notes, [
      'Only a guess.',
      '3 more files have changed.',
      'Not shown, as they are no texts: a.node.',
    ]);
    editor.engine.fileText = ({ version, file }) => ok(`${file} of ${version}`, NOW);
    const id = files[1]?.before?.split('?')[1] ?? '';
    const { text } = await editor.connection.sendRequest<SourceResult>(SOURCE_REQUEST, { id });
    assert.equal(text, 'index.js of 1.0.0');
  });

  it('says in a sentence why it cannot be done', async () => {
    const id = await idAtLine();
    editor.engine.comparison = () => failed('offline', 'Not fetched: working offline.');
    assert.deepEqual(await compare({ id, version: '1.0.0' }), { problem: 'Not fetched: working offline.' });
    await editor.type(URI, '{}');
    await editor.settled();
    assert.match((await compare({ id, version: '1.0.0' })).problem ?? '', /Nothing is judged at that place any more/);
  });
});
